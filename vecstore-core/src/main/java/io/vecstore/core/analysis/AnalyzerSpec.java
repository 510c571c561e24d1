package io.vecstore.core.analysis;

import io.vecstore.core.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How text becomes terms: a tokenizer and the filters after it, as a value. Part of the schema; its
 * {@link #text text form} is written into the store and into every segment, and compared when they
 * are opened.
 *
 * <pre>{@code unicode | lowercase | stop(english) | stem(english)}</pre>
 *
 * <p>Tokenizers: {@code simple} (runs of letters and digits), {@code whitespace}, {@code unicode}
 * (words by UAX #29), {@code keyword} (the whole text), {@code grams(min,max)} (runs of
 * characters), {@code edges(min,max)} (beginnings of words), {@code pattern(regex)} (what lies
 * between the matches), {@code identifier} (names in code, whole and in parts), {@code
 * custom(name)}. Filters: {@code lowercase}, {@code fold} (Latin and Greek diacritics), {@code
 * nfkc} (one form for what looks the same), {@code possessive}, {@code elision}, {@code
 * stop(language or words)}, {@code protect(words)} (from the stemmers after it), {@code
 * stem(language)}, {@code length(min,max)}, {@code bigrams} (Chinese and Japanese), {@code
 * shingles(min,max)} (runs of words), {@code unique}.
 *
 * @param steps the tokenizer, then the filters in order
 */
public record AnalyzerSpec(List<Step> steps) {

  /**
   * One step of an analysis.
   *
   * @param name letters, lower case first
   * @param arguments what it is told, in order; any strings
   */
  public record Step(String name, List<String> arguments) {

    /** Checks the name and copies the arguments. */
    public Step {
      if (!name.matches("[a-z][A-Za-z0-9]{0,31}")) {
        throw new InvalidInputException(
            "analysis step '" + name + "' is not a name: letters and digits, lower case first");
      }
      arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
      return arguments.isEmpty()
          ? name
          : name + arguments.stream().map(Step::quote).collect(Collectors.joining(",", "(", ")"));
    }

    private static String quote(String argument) {
      return argument.matches("[\\p{L}\\p{N}_.-]+")
          ? argument
          : "'" + argument.replace("'", "''") + "'";
    }
  }

  /** Copies the steps and checks that there is one. */
  public AnalyzerSpec {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new InvalidInputException("an analysis needs a tokenizer");
    }
  }

  /** Returns the analysis for text of any language: runs of letters and digits in lower case. */
  public static AnalyzerSpec simple() {
    return of("simple").then("lowercase");
  }

  /** Returns the analysis that splits at white space only, in lower case. */
  public static AnalyzerSpec whitespace() {
    return of("whitespace").then("lowercase");
  }

  /**
   * Returns the analysis for text of any language: words by UAX #29, in lower case, without
   * diacritics.
   */
  public static AnalyzerSpec unicode() {
    return of("unicode").then("lowercase").then("fold");
  }

  /** Returns the analysis for English: words, without the commonest, reduced to their stems. */
  public static AnalyzerSpec english() {
    return language("english");
  }

  /**
   * Returns the analysis for a language: words, without the commonest where a list is known,
   * reduced to their stems.
   *
   * @param language in English and lower case, for example {@code german}
   */
  public static AnalyzerSpec language(String language) {
    AnalyzerSpec words = of("unicode").then("lowercase");
    AnalyzerSpec bare =
        switch (language) {
          case "english" -> words.then("possessive");
          case "french", "italian", "catalan" -> words.then("elision");
          default -> words;
        };
    return bare.then("stop", language).then("stem", language);
  }

  /**
   * Returns the analysis into runs of {@code min} to {@code max} characters, white space included,
   * in lower case.
   */
  public static AnalyzerSpec ngram(int min, int max) {
    checkSizes(min, max);
    return of("grams", Integer.toString(min), Integer.toString(max)).then("lowercase");
  }

  /** Returns the analysis into runs of {@code min} to {@code max} words, in lower case. */
  public static AnalyzerSpec wordNgram(int min, int max) {
    checkSizes(min, max);
    return of("simple")
        .then("lowercase")
        .then("shingles", Integer.toString(min), Integer.toString(max));
  }

  /**
   * Returns the analysis by a tokenizer of the user's, which must be passed under this name
   * whenever the store is opened.
   */
  public static AnalyzerSpec custom(String name) {
    return of("custom", name);
  }

  /** Returns an analysis of one step. */
  public static AnalyzerSpec of(String tokenizer, String... arguments) {
    return new AnalyzerSpec(List.of(new Step(tokenizer, List.of(arguments))));
  }

  /** Returns this analysis with one more filter at its end. */
  public AnalyzerSpec then(String filter, String... arguments) {
    return new AnalyzerSpec(
        Stream.concat(steps.stream(), Stream.of(new Step(filter, List.of(arguments)))).toList());
  }

  /** Returns the canonical text form; equal specs have equal texts, and {@link #parse} reads it. */
  public String text() {
    return steps.stream().map(Step::toString).collect(Collectors.joining(" | "));
  }

  /** Returns {@link #text}. */
  @Override
  public String toString() {
    return text();
  }

  /**
   * Reads the text form.
   *
   * @throws InvalidInputException if it is not one, with the place
   */
  public static AnalyzerSpec parse(String text) {
    return new SpecReader(text).read();
  }

  private static void checkSizes(int min, int max) {
    if (min < 1 || max < min || max > 16) {
      throw new InvalidInputException(
          "n-gram sizes [" + min + ", " + max + "] are not within [1, 16] and in order");
    }
  }

  /** Reads the text form from left to right. */
  private static final class SpecReader {
    private final String text;
    private int at;

    SpecReader(String text) {
      this.text = text;
    }

    AnalyzerSpec read() {
      List<Step> steps = new ArrayList<>();
      do {
        String name = bare();
        List<String> arguments = new ArrayList<>();
        if (take('(')) {
          do {
            arguments.add(peek() == '\'' ? quoted() : bare());
          } while (take(','));
          expect(')');
        }
        steps.add(new Step(name, arguments));
      } while (take('|'));
      if (at < text.length()) {
        throw fail("'|' or the end");
      }
      return new AnalyzerSpec(steps);
    }

    private String bare() {
      peek();
      int from = at;
      while (at < text.length() && isBare(text.codePointAt(at))) {
        at += Character.charCount(text.codePointAt(at));
      }
      if (at == from) {
        throw fail("a name");
      }
      String word = text.substring(from, at);
      peek();
      return word;
    }

    private String quoted() {
      StringBuilder word = new StringBuilder();
      at++;
      while (true) {
        int close = text.indexOf('\'', at);
        if (close < 0) {
          throw fail("a closing quote");
        }
        word.append(text, at, close);
        at = close + 1;
        if (at == text.length() || text.charAt(at) != '\'') {
          peek();
          return word.toString();
        }
        word.append('\'');
        at++;
      }
    }

    private static boolean isBare(int point) {
      return Character.isLetter(point)
          || isNumber(point)
          || point == '_'
          || point == '.'
          || point == '-';
    }

    private static boolean isNumber(int point) {
      int type = Character.getType(point);
      return type == Character.DECIMAL_DIGIT_NUMBER
          || type == Character.LETTER_NUMBER
          || type == Character.OTHER_NUMBER;
    }

    /** Skips blanks and returns the next character, or 0 at the end. */
    private char peek() {
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
      return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean take(char wanted) {
      if (peek() != wanted) {
        return false;
      }
      at++;
      peek();
      return true;
    }

    private void expect(char wanted) {
      if (!take(wanted)) {
        throw fail("'" + wanted + "'");
      }
    }

    private InvalidInputException fail(String expected) {
      return new InvalidInputException(
          "analysis '" + text + "' at " + at + ": expected " + expected);
    }
  }
}

package io.vecstore.core.pattern;

import io.vecstore.core.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a regular expression. What it does not know it refuses, so that no expression means
 * something else than elsewhere.
 */
final class RegexParser {

  private static final int MAX_LENGTH = 256;
  private static final int MAX_REPEAT = 1000;

  private final String text;
  private int at;
  private boolean ignoreCase;
  private boolean dotTakesAll;

  RegexParser(String expression) {
    this.text = expression;
  }

  RegexProgram parse() {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidInputException(
          "an expression of " + text.length() + " characters, expected at most " + MAX_LENGTH);
    }
    flags();
    RegexNode root = choice();
    if (at < text.length()) {
      throw wrong("a ) without its (");
    }
    return new RegexProgram(root);
  }

  private void flags() {
    if (!text.startsWith("(?") || text.startsWith("(?:")) {
      return;
    }
    int end = text.indexOf(')');
    for (at = 2; at < end; at++) {
      switch (text.charAt(at)) {
        case 'i' -> ignoreCase = true;
        case 's' -> dotTakesAll = true;
        default -> throw wrong("an unknown flag");
      }
    }
    at = end + 1;
  }

  private RegexNode choice() {
    List<RegexNode> parts = new ArrayList<>(List.of(sequence()));
    while (next('|')) {
      parts.add(sequence());
    }
    return parts.size() == 1 ? parts.getFirst() : new RegexNode.Choice(parts);
  }

  private RegexNode sequence() {
    List<RegexNode> parts = new ArrayList<>();
    while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
      RegexNode part = atom();
      while (at < text.length() && "*+?{".indexOf(text.charAt(at)) >= 0) {
        part = repeated(part);
      }
      parts.add(part);
    }
    return new RegexNode.Sequence(parts);
  }

  private RegexNode repeated(RegexNode part) {
    char operator = text.charAt(at++);
    RegexNode.Repeat repeat =
        switch (operator) {
          case '*' -> new RegexNode.Repeat(part, 0, RegexNode.Repeat.ENDLESS);
          case '+' -> new RegexNode.Repeat(part, 1, RegexNode.Repeat.ENDLESS);
          case '?' -> new RegexNode.Repeat(part, 0, 1);
          default -> counted(part);
        };
    // Lazy repetition finds the same texts.
    next('?');
    return repeat;
  }

  private RegexNode.Repeat counted(RegexNode part) {
    int min = count();
    int max = min;
    if (next(',')) {
      max = at < text.length() && text.charAt(at) == '}' ? RegexNode.Repeat.ENDLESS : count();
    }
    if (!next('}') || min > max) {
      throw wrong("a repetition that is not {n}, {n,} or {n,m}");
    }
    return new RegexNode.Repeat(part, min, max);
  }

  private int count() {
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (from == at || at - from > 4 || Integer.parseInt(text.substring(from, at)) > MAX_REPEAT) {
      throw wrong("a repetition, expected 0 to " + MAX_REPEAT);
    }
    return Integer.parseInt(text.substring(from, at));
  }

  private RegexNode atom() {
    char c = text.charAt(at);
    return switch (c) {
      case '(' -> group();
      case '[' -> set();
      case '.' -> dot();
      case '^' -> place(RegexNode.Place.START);
      case '$' -> place(RegexNode.Place.END);
      case '\\' -> escaped();
      case '*', '+', '?', '{' -> throw wrong("a repetition of nothing");
      default -> literal(codePoint());
    };
  }

  private RegexNode dot() {
    at++;
    CharacterSet none = new CharacterSet();
    return new RegexNode.One((dotTakesAll ? none : none.add('\n', '\n')).negate());
  }

  private RegexNode place(RegexNode.Place place) {
    at++;
    return place;
  }

  private RegexNode group() {
    at++;
    if (next('?') && !next(':')) {
      throw wrong("an unknown kind of group, expected ( or (?:");
    }
    RegexNode inner = choice();
    if (!next(')')) {
      throw wrong("a ( without its )");
    }
    return inner;
  }

  private RegexNode escaped() {
    if (text.startsWith("\\b", at) || text.startsWith("\\B", at)) {
      at += 2;
      return text.charAt(at - 1) == 'b'
          ? RegexNode.Place.WORD_BORDER
          : RegexNode.Place.NO_WORD_BORDER;
    }
    CharacterSet set = new CharacterSet();
    escape(set);
    return new RegexNode.One(ignoreCase ? set.ignoreCase() : set);
  }

  private RegexNode literal(int c) {
    CharacterSet set = new CharacterSet().add(c, c);
    return new RegexNode.One(ignoreCase ? set.ignoreCase() : set);
  }

  private RegexNode set() {
    at++;
    CharacterSet set = new CharacterSet();
    boolean negated = next('^');
    boolean first = true;
    while (first || !next(']')) {
      first = false;
      if (at >= text.length()) {
        throw wrong("a [ without its ]");
      }
      member(set);
    }
    if (ignoreCase) {
      set.ignoreCase();
    }
    return new RegexNode.One(negated ? set.negate() : set);
  }

  private void member(CharacterSet set) {
    int low = text.charAt(at) == '\\' ? escape(set) : codePoint();
    if (low < 0) {
      return;
    }
    boolean range = at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']';
    int high = low;
    if (range) {
      at++;
      high = text.charAt(at) == '\\' ? escape(new CharacterSet()) : codePoint();
      if (high < low) {
        throw wrong("a range that descends");
      }
    }
    set.add(low, high);
  }

  /**
   * Reads an escape; adds what it stands for and returns it where it is one code point, else -1.
   */
  private int escape(CharacterSet set) {
    at++;
    if (at >= text.length()) {
      throw wrong("a backslash at the end");
    }
    int c = codePoint();
    CharacterSet known =
        switch (c) {
          case 'd' -> CharacterSet.DIGITS;
          case 'D' -> new CharacterSet().add(CharacterSet.DIGITS).negate();
          case 'w' -> CharacterSet.WORD_PARTS;
          case 'W' -> new CharacterSet().add(CharacterSet.WORD_PARTS).negate();
          case 's' -> CharacterSet.SPACES;
          case 'S' -> new CharacterSet().add(CharacterSet.SPACES).negate();
          default -> {
            int one =
                switch (c) {
                  case 'n' -> '\n';
                  case 't' -> '\t';
                  case 'r' -> '\r';
                  case 'f' -> '\f';
                  default -> c;
                };
            if (one == c && Character.isLetterOrDigit(c)) {
              throw wrong("an unknown escape \\" + Character.toString(c));
            }
            yield new CharacterSet().add(one, one);
          }
        };
    set.add(known);
    return known.single();
  }

  private int codePoint() {
    int c = text.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  private boolean next(char c) {
    boolean found = at < text.length() && text.charAt(at) == c;
    at += found ? 1 : 0;
    return found;
  }

  private InvalidInputException wrong(String what) {
    return new InvalidInputException(
        "the expression \"" + text + "\" has " + what + " at offset " + at);
  }
}

package io.vecstore.text.query;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.text.Analyzer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a query with operators.
 *
 * <pre>{@code
 * query  = clause { [ AND | OR ] clause }      AND binds tighter; without either, any clause may match
 * clause = [ + | - | NOT ] atom [ ^ number ]   + must match, - and NOT must not
 * atom   = word | word* | word~ [ 1 | 2 ] | "words" [ ~ slop ] | ( query )
 * }</pre>
 *
 * <p>Operators are in capitals. A backslash takes the meaning off the character after it. A word
 * that the analyzer cuts into several terms is a phrase of them, one that it leaves out asks
 * nothing. A query that only excludes finds nothing.
 */
public final class QueryParser {

  private static final int MAX_DEPTH = 64;
  private static final String SPECIAL = "\"()^~*";

  private final Analyzer analyzer;
  private final String text;
  private int at;
  private int depth;
  private int terms;

  private QueryParser(Analyzer analyzer, String text) {
    this.analyzer = analyzer;
    this.text = text;
  }

  /**
   * Returns what a query asks for.
   *
   * @throws InvalidInputException if it is not one, with the place marked
   */
  public static TextQuery parse(Analyzer analyzer, String text) {
    QueryParser parser = new QueryParser(analyzer, text);
    TextQuery query = parser.query();
    if (parser.at < text.length()) {
      throw parser.fail("'" + text.charAt(parser.at) + "' was not expected");
    }
    return query;
  }

  private TextQuery query() {
    if (++depth > MAX_DEPTH) {
      throw fail("more than " + MAX_DEPTH + " parentheses in each other");
    }
    List<Clauses> groups = new ArrayList<>();
    groups.add(new Clauses());
    boolean and = false;
    while (peek() != 0 && peek() != ')') {
      if (word("OR")) {
        and = false;
        requireClause("OR");
        continue;
      }
      if (word("AND")) {
        and = true;
        requireClause("AND");
        continue;
      }
      if (!and) {
        groups.add(new Clauses());
      }
      clause(groups.getLast());
      and = false;
    }
    depth--;
    return combine(groups);
  }

  private void requireClause(String operator) {
    if (peek() == 0 || peek() == ')') {
      throw fail("a clause was expected after " + operator);
    }
  }

  /** Joins groups, each of which is what AND holds together. */
  private static TextQuery combine(List<Clauses> groups) {
    Clauses all = new Clauses();
    for (Clauses group : groups) {
      if (group.size() == 1) {
        all.addAll(group);
      } else if (group.size() > 1) {
        List<TextQuery> must = new ArrayList<>(group.must);
        must.addAll(group.should);
        all.should.add(new TextQuery.Combined(must, List.of(), group.not, 0));
      }
    }
    return all.query();
  }

  private void clause(Clauses clauses) {
    char sign = peek();
    boolean required = sign == '+';
    boolean excluded = sign == '-';
    if (required || excluded) {
      at++;
    } else {
      excluded = word("NOT");
    }
    if (peek() == 0 || peek() == ')') {
      throw fail("a word was expected");
    }
    TextQuery atom = boosted(atom());
    if (atom.equals(TextQuery.nothing())) {
      return; // stop words ask nothing, so that they exclude nothing
    }
    if (excluded) {
      clauses.not.add(atom);
    } else if (required) {
      clauses.must.add(atom);
    } else {
      clauses.should.add(atom);
    }
  }

  private TextQuery atom() {
    if (take('(')) {
      TextQuery inner = query();
      if (!take(')')) {
        throw fail("')' was expected");
      }
      return inner;
    }
    if (take('"')) {
      return phrase();
    }
    int start = at;
    String word = bare();
    if (word.isEmpty()) {
      throw fail("'" + text.charAt(at) + "' was not expected");
    }
    if (takeNow('*')) {
      return new TextQuery.Prefix(normalized(word, start), 1);
    }
    if (takeNow('~')) {
      int edits = Character.isDigit(now()) ? (int) number() : 2;
      if (edits < 1 || edits > 2) {
        throw fail("1 or 2 was expected after '~'");
      }
      return new TextQuery.Fuzzy(normalized(word, start), edits, 1);
    }
    return terms(analyzer.terms(word), 0);
  }

  private TextQuery phrase() {
    StringBuilder words = new StringBuilder();
    while (now() != '"') {
      if (at == text.length()) {
        throw fail("'\"' was expected");
      }
      words.append(unescaped());
    }
    at++;
    int slop = takeNow('~') ? (int) Math.min(number(), 10_000) : 0;
    return terms(analyzer.terms(words.toString()), slop);
  }

  private TextQuery terms(List<Analyzer.Term> found, int slop) {
    terms += found.size();
    if (terms > MatchParser.MAX_TERMS) {
      throw fail("more than " + MatchParser.MAX_TERMS + " terms");
    }
    return switch (found.size()) {
      case 0 -> TextQuery.nothing();
      case 1 -> new TextQuery.Word(found.getFirst().text(), 1);
      default -> MatchParser.phrase(found, slop, 1);
    };
  }

  /** Returns a word as it is indexed, if that is one term, and as it stands otherwise. */
  private String normalized(String word, int start) {
    List<Analyzer.Term> found = analyzer.terms(word);
    if (word.length() > 255) {
      at = start;
      throw fail("a word of more than 255 characters");
    }
    return found.size() == 1 ? found.getFirst().text() : word;
  }

  private TextQuery boosted(TextQuery query) {
    if (!takeNow('^')) {
      return query;
    }
    float boost = (float) number();
    if (!(boost > 0 && boost <= 1e6f)) {
      throw fail("a boost above 0 and up to a million was expected");
    }
    return boosted(query, boost);
  }

  private static TextQuery boosted(TextQuery query, float boost) {
    return switch (query) {
      case TextQuery.Word word -> new TextQuery.Word(word.term(), boost * word.boost());
      case TextQuery.Phrase phrase ->
          new TextQuery.Phrase(
              phrase.terms(), phrase.positions(), phrase.slop(), boost * phrase.boost());
      case TextQuery.Prefix prefix -> new TextQuery.Prefix(prefix.start(), boost * prefix.boost());
      case TextQuery.Fuzzy fuzzy ->
          new TextQuery.Fuzzy(fuzzy.term(), fuzzy.edits(), boost * fuzzy.boost());
      case TextQuery.Combined combined ->
          new TextQuery.Combined(
              combined.must().stream().map(each -> boosted(each, boost)).toList(),
              combined.should().stream().map(each -> boosted(each, boost)).toList(),
              combined.not(),
              combined.least());
    };
  }

  private String bare() {
    StringBuilder word = new StringBuilder();
    while (at < text.length() && !Character.isWhitespace(now()) && (SPECIAL.indexOf(now()) < 0)) {
      word.append(unescaped());
    }
    return word.toString();
  }

  private char unescaped() {
    if (now() == '\\' && at + 1 < text.length()) {
      at++;
    }
    return text.charAt(at++);
  }

  private double number() {
    int start = at;
    while (Character.isDigit(now()) || now() == '.') {
      at++;
    }
    try {
      return Double.parseDouble(text.substring(start, at));
    } catch (NumberFormatException e) {
      at = start;
      throw fail("a number was expected");
    }
  }

  private boolean word(String operator) {
    peek();
    int end = at + operator.length();
    boolean there =
        text.startsWith(operator, at)
            && (end == text.length()
                || Character.isWhitespace(text.charAt(end))
                || text.charAt(end) == '(');
    at += there ? operator.length() : 0;
    return there;
  }

  private boolean take(char wanted) {
    peek();
    return takeNow(wanted);
  }

  private boolean takeNow(char wanted) {
    boolean there = now() == wanted;
    at += there ? 1 : 0;
    return there;
  }

  /** Returns the next character that is not white space, or 0 at the end. */
  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return now();
  }

  private char now() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private InvalidInputException fail(String message) {
    int from = Math.max(0, at - 40);
    int to = Math.min(text.length(), at + 40);
    String shown = text.substring(from, to).replaceAll("\\s", " ");
    return new InvalidInputException(
        "text query, column "
            + (at + 1)
            + ": "
            + message
            + "\n  "
            + shown
            + "\n  "
            + " ".repeat(at - from)
            + "^");
  }

  /** The clauses that stand beside each other. */
  private static final class Clauses {
    final List<TextQuery> must = new ArrayList<>();
    final List<TextQuery> should = new ArrayList<>();
    final List<TextQuery> not = new ArrayList<>();

    int size() {
      return must.size() + should.size() + not.size();
    }

    void addAll(Clauses other) {
      must.addAll(other.must);
      should.addAll(other.should);
      not.addAll(other.not);
    }

    TextQuery query() {
      if (must.size() == 1 && should.isEmpty() && not.isEmpty()) {
        return must.getFirst();
      }
      if (must.isEmpty() && not.isEmpty()) {
        return TextQuery.any(should);
      }
      return new TextQuery.Combined(must, should, not, must.isEmpty() ? 1 : 0);
    }
  }
}

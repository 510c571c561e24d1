package io.vecstore.text.query;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.text.Analyzer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads a query with operators.
 *
 * <pre>{@code
 * query  = clause { [ AND | OR ] clause }      AND binds tighter; without either, any clause may match
 * clause = [ + | - | NOT ] atom [ ^ number ]   + must match, - and NOT must not
 * atom   = [ field: ] ( word | word* | word~ [ 1 | 2 ] | "words" [ ~ slop ] | "words begin*" [ ~ slop ]
 *                     | ( query ) [ ~ least [ % ] ] )
 * }</pre>
 *
 * <p>Of the clauses in parentheses that are neither required nor excluded, {@code least} have to
 * match, or so many of a hundred, rounded down; all of them if there are fewer, and one at least.
 *
 * <p>What is no name of a field before a colon is part of the word. Operators are in capitals. A
 * backslash takes the meaning off the character after it. A word that the analyzer cuts into
 * several terms is a phrase of them, one that it leaves out asks nothing. A query that only
 * excludes finds nothing.
 */
public final class QueryParser {

  private static final int MAX_DEPTH = 64;
  private static final String SPECIAL = "\"()^~*";

  private final List<QueryField> all;
  private final String text;
  private List<QueryField> fields;
  private int at;
  private int depth;
  private int terms;

  private QueryParser(List<QueryField> fields, String text) {
    this.all = fields;
    this.fields = fields.stream().filter(field -> field.boost() > 0).toList();
    this.text = text;
  }

  /**
   * Returns what a query asks for.
   *
   * @throws InvalidInputException if it is not one, with the place marked
   */
  public static TextQuery parse(Analyzer analyzer, String text) {
    return parse(QueryField.text(analyzer), text);
  }

  /**
   * Returns what a query asks for in some fields: without a name it asks all of them.
   *
   * @throws InvalidInputException if it is not a query, with the place marked
   */
  public static TextQuery parse(List<QueryField> fields, String text) {
    QueryParser parser = new QueryParser(fields, text);
    TextQuery query = parser.query();
    if (parser.at < text.length()) {
      throw parser.fail("'" + text.charAt(parser.at) + "' was not expected");
    }
    return query;
  }

  /** Reads how many of some clauses have to match. */
  private int least(int clauses) {
    double least = number();
    if (takeNow('%')) {
      least = clauses * least / 100;
    }
    return Math.max(1, (int) Math.min(least, clauses));
  }

  private TextQuery query() {
    return clauses().query();
  }

  private Clauses clauses() {
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
  private static Clauses combine(List<Clauses> groups) {
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
    return all;
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
    TextQuery atom = boosted(fielded());
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

  /** Reads an atom, in the field whose name comes before it. */
  private TextQuery fielded() {
    peek();
    for (QueryField field : all) {
      String name = field.name() + ":";
      int end = at + name.length();
      boolean more = end < text.length() && !Character.isWhitespace(text.charAt(end));
      if (more && text.startsWith(name, at)) {
        List<QueryField> outer = fields;
        at = end;
        fields = List.of(field.boost() > 0 ? field : field.boosted(1));
        TextQuery atom = atom();
        fields = outer;
        return atom;
      }
    }
    return atom();
  }

  private TextQuery atom() {
    if (take('(')) {
      Clauses inner = clauses();
      if (!take(')')) {
        throw fail("')' was expected");
      }
      return takeNow('~') ? inner.query(least(inner.should.size())) : inner.query();
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
      return each(
          field ->
              new TextQuery.Prefix(normalized(field, word, start), field.boost(), field.number()));
    }
    if (takeNow('~')) {
      int edits = Character.isDigit(now()) ? (int) number() : 2;
      if (edits < 1 || edits > 2) {
        throw fail("1 or 2 was expected after '~'");
      }
      return each(
          field ->
              new TextQuery.Fuzzy(
                  normalized(field, word, start), edits, field.boost(), field.number()));
    }
    return each(field -> synonyms(field, terms(field, word, 0), word));
  }

  /** Adds what means the same as a word. */
  private static TextQuery synonyms(QueryField field, TextQuery query, String word) {
    List<Analyzer.Term> found = field.analyzer().terms(word);
    List<TextQuery> others =
        found.isEmpty() ? List.of() : field.synonyms().at(found, 0, true, field);
    if (others.isEmpty()) {
      return query;
    }
    List<TextQuery> all = new ArrayList<>(List.of(query));
    all.addAll(others);
    return TextQuery.any(all);
  }

  /** Asks each field; one that leaves all of it out asks nothing. */
  private TextQuery each(Function<QueryField, TextQuery> ask) {
    return TextQuery.any(
        fields.stream().map(ask).filter(each -> !each.equals(TextQuery.nothing())).toList());
  }

  private TextQuery phrase() {
    StringBuilder words = new StringBuilder();
    while (now() != '"') {
      if (at == text.length()) {
        throw fail("'\"' was expected");
      }
      words.append(unescaped());
    }
    boolean begins = text.charAt(at - 1) == '*' && text.charAt(at - 2) != '\\';
    at++;
    int slop = takeNow('~') ? (int) Math.min(number(), 10_000) : 0;
    String said = words.substring(0, words.length() - (begins ? 1 : 0));
    return each(field -> begins ? beginning(field, said, slop) : terms(field, said, slop));
  }

  /** Returns the phrase whose last word is a beginning, even of a word that would be left out. */
  private TextQuery beginning(QueryField field, String said, int slop) {
    int last = said.length();
    while (last > 0 && !Character.isWhitespace(said.charAt(last - 1))) {
      last--;
    }
    String start = said.substring(last);
    List<Analyzer.Term> before = field.analyzer().terms(said.substring(0, last));
    if (start.isEmpty() || before.isEmpty()) {
      return start.isEmpty()
          ? terms(field, said, slop)
          : new TextQuery.Prefix(normalized(field, start, at), field.boost(), field.number());
    }
    List<Analyzer.Term> all = new ArrayList<>(before);
    List<Analyzer.Term> whole = field.analyzer().terms(said);
    boolean hasLast = whole.getLast().start() >= last;
    int position = hasLast ? whole.getLast().position() : before.getLast().position() + 1;
    all.add(new Analyzer.Term(normalized(field, start, at), position, last, said.length()));
    terms += all.size();
    if (terms > MatchParser.MAX_TERMS) {
      throw fail("more than " + MatchParser.MAX_TERMS + " terms");
    }
    return new TextQuery.PhraseStart(MatchParser.phrase(all, slop, field));
  }

  private TextQuery terms(QueryField field, String said, int slop) {
    List<Analyzer.Term> found = field.analyzer().terms(said);
    terms += found.size();
    if (terms > MatchParser.MAX_TERMS) {
      throw fail("more than " + MatchParser.MAX_TERMS + " terms");
    }
    return switch (found.size()) {
      case 0 -> TextQuery.nothing();
      case 1 -> new TextQuery.Word(found.getFirst().text(), field.boost(), field.number());
      default -> MatchParser.phrase(found, slop, field);
    };
  }

  /** Returns a word as it is indexed, if that is one term, and as it stands otherwise. */
  private String normalized(QueryField field, String word, int start) {
    List<Analyzer.Term> found = field.analyzer().terms(word);
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
    return query.boosted(boost);
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

    /** Returns the query that a number of {@code should} have to match. */
    TextQuery query(int least) {
      return should.size() < 2 && must.isEmpty()
          ? query()
          : new TextQuery.Combined(must, should, not, should.isEmpty() ? 0 : least);
    }

    TextQuery query() {
      if (must.size() == 1 && should.isEmpty() && not.isEmpty()) {
        return must.getFirst();
      }
      List<TextQuery> any = flat(should);
      if (must.isEmpty() && not.isEmpty()) {
        return TextQuery.any(any);
      }
      return new TextQuery.Combined(must, any, not, must.isEmpty() ? 1 : 0);
    }

    /** Takes the parts out of queries that any part of may match: the sum is the same. */
    private static List<TextQuery> flat(List<TextQuery> parts) {
      List<TextQuery> flat = new ArrayList<>();
      for (TextQuery part : parts) {
        if (part instanceof TextQuery.Combined(var must, var should, var not, int least)
            && must.isEmpty()
            && not.isEmpty()
            && least == 1) {
          flat.addAll(should);
        } else {
          flat.add(part);
        }
      }
      return flat;
    }
  }
}

package io.vecstore.text.query;

import io.vecstore.text.Analyzer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what a user typed as what it says: words, any of which may match, and phrases in quotes.
 * Nothing else has a meaning, and no text is wrong: a quote without its partner is a character like
 * any other.
 */
public final class MatchParser {

  /** Of longer queries the rest is left out, so that a text pasted as a query costs no minutes. */
  static final int MAX_TERMS = 1024;

  private final QueryField field;
  private final Map<String, Integer> words = new LinkedHashMap<>();
  private final List<TextQuery> phrases = new ArrayList<>();
  private final List<TextQuery> others = new ArrayList<>();
  private int terms;

  private MatchParser(QueryField field) {
    this.field = field;
  }

  /** Returns what a text asks for; nothing, if it has no terms. */
  public static TextQuery parse(Analyzer analyzer, String text) {
    return parse(QueryField.text(analyzer), text);
  }

  /** Returns what a text asks for, in any of some fields; nothing, if it has no terms. */
  public static TextQuery parse(List<QueryField> fields, String text) {
    List<TextQuery> parts = new ArrayList<>();
    for (QueryField field : fields) {
      if (field.boost() > 0) {
        parts.addAll(parse(field, text));
      }
    }
    return TextQuery.any(parts);
  }

  private static List<TextQuery> parse(QueryField field, String text) {
    MatchParser parser = new MatchParser(field);
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('"', at);
      int close = open < 0 ? -1 : text.indexOf('"', open + 1);
      if (close < 0) {
        parser.words(text.substring(at));
        break;
      }
      parser.words(text.substring(at, open));
      parser.phrase(text.substring(open + 1, close));
      at = close + 1;
    }
    return parser.parts();
  }

  private void words(String text) {
    List<Analyzer.Term> found = field.analyzer().terms(text);
    for (int i = 0; i < found.size(); i++) {
      add(found.get(i).text());
      for (TextQuery other : field.synonyms().at(found, i, false, field)) {
        if (terms++ < MAX_TERMS) {
          others.add(other);
        }
      }
    }
  }

  private void phrase(String text) {
    List<Analyzer.Term> found = field.analyzer().terms(text);
    if (found.size() == 1) {
      add(found.getFirst().text());
    } else if (!found.isEmpty() && terms + found.size() <= MAX_TERMS) {
      terms += found.size();
      phrases.add(phrase(found, 0, field));
    }
  }

  /** Returns the phrase of two or more terms; positions count from that of the first term. */
  static TextQuery.Phrase phrase(List<Analyzer.Term> found, int slop, QueryField field) {
    int first = found.getFirst().position();
    return new TextQuery.Phrase(
        found.stream().map(Analyzer.Term::text).toList(),
        found.stream().map(term -> term.position() - first).toList(),
        slop,
        field.boost(),
        field.number());
  }

  private void add(String term) {
    if (words.containsKey(term) || terms++ < MAX_TERMS) {
      words.merge(term, 1, Integer::sum);
    }
  }

  private List<TextQuery> parts() {
    List<TextQuery> parts = new ArrayList<>();
    words.forEach(
        (term, times) ->
            parts.add(new TextQuery.Word(term, times * field.boost(), field.number())));
    parts.addAll(phrases);
    parts.addAll(others);
    return parts;
  }
}

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

  private final Analyzer analyzer;
  private final Map<String, Integer> words = new LinkedHashMap<>();
  private final List<TextQuery> phrases = new ArrayList<>();
  private int terms;

  private MatchParser(Analyzer analyzer) {
    this.analyzer = analyzer;
  }

  /** Returns what a text asks for; nothing, if it has no terms. */
  public static TextQuery parse(Analyzer analyzer, String text) {
    MatchParser parser = new MatchParser(analyzer);
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
    return parser.query();
  }

  private void words(String text) {
    for (Analyzer.Term term : analyzer.terms(text)) {
      add(term.text());
    }
  }

  private void phrase(String text) {
    List<Analyzer.Term> found = analyzer.terms(text);
    if (found.size() == 1) {
      add(found.getFirst().text());
    } else if (!found.isEmpty() && terms + found.size() <= MAX_TERMS) {
      terms += found.size();
      phrases.add(phrase(found, 0, 1));
    }
  }

  /** Returns the phrase of two or more terms; positions count from that of the first term. */
  static TextQuery.Phrase phrase(List<Analyzer.Term> found, int slop, float boost) {
    int first = found.getFirst().position();
    return new TextQuery.Phrase(
        found.stream().map(Analyzer.Term::text).toList(),
        found.stream().map(term -> term.position() - first).toList(),
        slop,
        boost);
  }

  private void add(String term) {
    if (words.containsKey(term) || terms++ < MAX_TERMS) {
      words.merge(term, 1, Integer::sum);
    }
  }

  private TextQuery query() {
    List<TextQuery> parts = new ArrayList<>();
    words.forEach((term, times) -> parts.add(new TextQuery.Word(term, times)));
    parts.addAll(phrases);
    return TextQuery.any(parts);
  }
}

package io.vecstore.text.search;

import io.vecstore.text.Analyzer;
import io.vecstore.text.postings.TextSegment;
import java.util.List;

/** Terms to offer to who is typing, or has mistyped. Immutable. */
public final class Suggestions {

  private final List<? extends TextSegment> segments;

  /** Creates the suggestions of some segments, borrowed while it is used. */
  public Suggestions(List<? extends TextSegment> segments) {
    this.segments = List.copyOf(segments);
  }

  /**
   * Returns the terms with a beginning, those of most rows first. Terms are as they are indexed: of
   * an analysis with stems, stems.
   *
   * @param start as it would be indexed
   * @param count how many at most
   */
  public List<String> completions(String start, int count) {
    return texts(new Expansion(segments).prefixed(start, count));
  }

  /**
   * Returns the terms within two edits of the only term of a word, the nearest first, then those of
   * most rows; the term itself is not among them.
   *
   * @param word as a user types it
   * @param count how many at most
   */
  public List<String> corrections(Analyzer analyzer, String word, int count) {
    List<Analyzer.Term> terms = analyzer.terms(word);
    if (terms.size() != 1) {
      return List.of();
    }
    String term = terms.getFirst().text();
    return texts(new Expansion(segments).near(term, 2, count + 1)).stream()
        .filter(found -> !found.equals(term))
        .limit(count)
        .toList();
  }

  private static List<String> texts(List<Expansion.Found> found) {
    return found.stream().map(Expansion.Found::text).toList();
  }
}

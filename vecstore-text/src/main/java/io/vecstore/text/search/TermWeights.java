package io.vecstore.text.search;

import io.vecstore.text.postings.TermBytes;
import io.vecstore.text.postings.TextSegment;
import io.vecstore.text.query.TextQuery;
import io.vecstore.text.scorer.Bm25;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The terms of a query with their statistics over all segments: the same numbers for each of them,
 * so that a score does not depend on which segment a row happens to be in. Immutable.
 */
final class TermWeights {

  /** A term in bytes, and how many rows of all segments have it. */
  static final class Weight {
    final byte[] bytes;
    final long documentFrequency;
    final float idf;

    Weight(byte[] bytes, long documentFrequency, float idf) {
      this.bytes = bytes;
      this.documentFrequency = documentFrequency;
      this.idf = idf;
    }
  }

  private final Map<String, Weight> weights = new LinkedHashMap<>();
  private final List<? extends TextSegment> segments;
  private final Bm25 formula;

  TermWeights(TextQuery query, Bm25 formula, List<? extends TextSegment> segments) {
    this.formula = formula;
    this.segments = segments;
    collect(query);
  }

  /** Returns what is known of a term of the query. */
  Weight of(String term) {
    return Objects.requireNonNull(weights.get(term));
  }

  private void collect(TextQuery query) {
    switch (query) {
      case TextQuery.Word word -> weights.computeIfAbsent(word.term(), this::look);
      case TextQuery.Phrase phrase ->
          phrase.terms().forEach(term -> weights.computeIfAbsent(term, this::look));
      case TextQuery.Pattern pattern ->
          throw new IllegalStateException(pattern + " is not expanded");
      case TextQuery.Combined combined -> {
        combined.must().forEach(this::collect);
        combined.should().forEach(this::collect);
        combined.not().forEach(this::collect);
      }
    }
  }

  private Weight look(String term) {
    byte[] bytes = TermBytes.of(term);
    long sum = 0;
    for (TextSegment segment : segments) {
      sum += segment.documentFrequency(bytes);
    }
    return new Weight(bytes, sum, formula.idf(sum));
  }
}

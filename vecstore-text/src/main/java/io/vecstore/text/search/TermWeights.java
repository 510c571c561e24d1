package io.vecstore.text.search;

import io.vecstore.text.postings.CursorBuffers;
import io.vecstore.text.postings.FoundTerm;
import io.vecstore.text.postings.TermBytes;
import io.vecstore.text.postings.TextSegment;
import io.vecstore.text.query.TextQuery;
import io.vecstore.text.scorer.Bm25;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a query with their statistics over all segments: the same numbers for each of them,
 * so that a score does not depend on which segment a row happens to be in. Immutable.
 */
final class TermWeights {

  /** A term, where it was found, and how many rows of all segments have it. */
  static final class Weight {
    final long documentFrequency;
    final float idf;
    private final @Nullable FoundTerm[] found;

    Weight(@Nullable FoundTerm[] found, long documentFrequency, float idf) {
      this.found = found;
      this.documentFrequency = documentFrequency;
      this.idf = idf;
    }

    /** Returns the term in the segment with a number, or null where it is not there. */
    @Nullable FoundTerm in(int segment) {
      return found[segment];
    }
  }

  private final Map<String, Weight> weights = new HashMap<>();
  private final List<? extends TextSegment> segments;
  private final Bm25 formula;
  private final CursorBuffers buffers;

  /**
   * Looks the terms of a query up.
   *
   * @param buffers its own until return
   */
  TermWeights(
      TextQuery query, Bm25 formula, List<? extends TextSegment> segments, CursorBuffers buffers) {
    this.formula = formula;
    this.segments = segments;
    this.buffers = buffers;
    collect(query);
  }

  /**
   * Returns the number of a segment.
   *
   * @throws IllegalArgumentException if the search was not prepared for it
   */
  int numberOf(TextSegment segment) {
    for (int i = 0; i < segments.size(); i++) {
      if (segments.get(i).equals(segment)) {
        return i;
      }
    }
    throw new IllegalArgumentException("the search was not prepared for this segment");
  }

  /** Returns what is known of a term of the query. */
  Weight of(String term) {
    return Objects.requireNonNull(weights.get(term));
  }

  private void collect(TextQuery query) {
    switch (query) {
      case TextQuery.Word word -> look(word.term());
      case TextQuery.Phrase phrase -> {
        for (String term : phrase.terms()) {
          look(term);
        }
      }
      case TextQuery.Pattern pattern ->
          throw new IllegalStateException(pattern + " is not expanded");
      case TextQuery.Combined combined -> {
        collect(combined.must());
        collect(combined.should());
        collect(combined.not());
      }
    }
  }

  private void collect(List<TextQuery> queries) {
    for (int i = 0; i < queries.size(); i++) {
      collect(queries.get(i));
    }
  }

  private void look(String term) {
    if (weights.containsKey(term)) {
      return;
    }
    byte[] bytes = TermBytes.of(term);
    @Nullable FoundTerm[] found = new @Nullable FoundTerm[segments.size()];
    long sum = 0;
    for (int i = 0; i < found.length; i++) {
      FoundTerm there = segments.get(i).look(bytes, buffers);
      found[i] = there;
      sum += there == null ? 0 : there.documentFrequency();
    }
    weights.put(term, new Weight(found, sum, formula.idf(sum)));
  }
}

package io.vecstore.text.search;

import io.vecstore.text.postings.CursorBuffers;
import io.vecstore.text.postings.FoundTerm;
import io.vecstore.text.postings.TermBytes;
import io.vecstore.text.postings.TextSegment;
import io.vecstore.text.query.TextQuery;
import io.vecstore.text.scorer.Bm25;
import java.util.ArrayList;
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
    final int field;
    final Bm25 formula;
    private final @Nullable FoundTerm[] found;

    Weight(@Nullable FoundTerm[] found, long documentFrequency, int field, Bm25 formula) {
      this.found = found;
      this.documentFrequency = documentFrequency;
      this.idf = formula.idf(documentFrequency);
      this.field = field;
      this.formula = formula;
    }

    /** Returns the term in the segment with a number, or null where it is not there. */
    @Nullable FoundTerm in(int segment) {
      return found[segment];
    }
  }

  private final List<Map<String, Weight>> weights = new ArrayList<>();
  private final List<? extends TextSegment> segments;
  private final List<Bm25> formulas;
  private final CursorBuffers buffers;

  /**
   * Looks the terms of a query up.
   *
   * @param formulas that of each field
   * @param buffers its own until return
   */
  TermWeights(
      TextQuery query,
      List<Bm25> formulas,
      List<? extends TextSegment> segments,
      CursorBuffers buffers) {
    this.formulas = formulas;
    for (int i = 0; i < formulas.size(); i++) {
      weights.add(new HashMap<>());
    }
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
  Weight of(String term, int field) {
    return Objects.requireNonNull(weights.get(field).get(term));
  }

  private void collect(TextQuery query) {
    switch (query) {
      case TextQuery.Word word -> look(word.term(), word.field());
      case TextQuery.Phrase phrase -> {
        for (String term : phrase.terms()) {
          look(term, phrase.field());
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

  private void look(String term, int field) {
    if (weights.get(field).containsKey(term)) {
      return;
    }
    byte[] bytes = TermBytes.of(term);
    @Nullable FoundTerm[] found = new @Nullable FoundTerm[segments.size()];
    long sum = 0;
    for (int i = 0; i < found.length; i++) {
      FoundTerm there = segments.get(i).field(field).look(bytes, buffers);
      found[i] = there;
      sum += there == null ? 0 : there.documentFrequency();
    }
    weights.get(field).put(term, new Weight(found, sum, field, formulas.get(field)));
  }
}

package io.vecstore.text.search;

import io.vecstore.text.postings.CursorBuffers;
import io.vecstore.text.postings.FoundTerm;
import io.vecstore.text.postings.TermBytes;
import io.vecstore.text.postings.TextSegment;
import io.vecstore.text.query.TextQuery;
import io.vecstore.text.scorer.Bm25;
import java.util.List;
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
    private final String term;
    private final @Nullable FoundTerm[] found;

    Weight(
        String term, @Nullable FoundTerm[] found, long documentFrequency, int field, Bm25 formula) {
      this.term = term;
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

  /** By the term and its field: each is at its place, or after it where that was taken. */
  private final @Nullable Weight[] weights;

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
    this.segments = segments;
    this.buffers = buffers;
    weights = new @Nullable Weight[Integer.highestOneBit(2 * words(query) + 1) << 1];
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
    return Objects.requireNonNull(weights[place(term, field)]);
  }

  /** Returns where a term is, or where it belongs. */
  private int place(String term, int field) {
    int place = 31 * term.hashCode() + field;
    while (true) {
      place &= weights.length - 1;
      Weight there = weights[place];
      if (there == null || (there.field == field && there.term.equals(term))) {
        return place;
      }
      place++;
    }
  }

  private static int words(TextQuery query) {
    return switch (query) {
      case TextQuery.Word word -> 1;
      case TextQuery.Phrase phrase -> phrase.terms().size();
      case TextQuery.Pattern pattern -> 0;
      case TextQuery.Combined combined ->
          words(combined.must()) + words(combined.should()) + words(combined.not());
    };
  }

  private static int words(List<TextQuery> queries) {
    int sum = 0;
    for (int i = 0; i < queries.size(); i++) {
      sum += words(queries.get(i));
    }
    return sum;
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
    int place = place(term, field);
    if (weights[place] != null) {
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
    weights[place] = new Weight(term, found, sum, field, formulas.get(field));
  }
}

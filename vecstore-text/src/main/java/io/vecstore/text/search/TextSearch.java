package io.vecstore.text.search;

import io.vecstore.core.schema.TextField;
import io.vecstore.core.schema.TextSpec;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.ReadLimit;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.text.postings.CursorBuffers;
import io.vecstore.text.postings.FoundTerm;
import io.vecstore.text.postings.LengthCode;
import io.vecstore.text.postings.TextSegment;
import io.vecstore.text.query.TextQuery;
import io.vecstore.text.scorer.Bm25;
import io.vecstore.text.scorer.RowScorer;
import io.vecstore.text.scorer.TermRows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query that is ready to run on each of some segments, with the statistics of all of them.
 * Immutable; safe from any thread, while the segments are open.
 */
public final class TextSearch {

  /** After so many rows that are scored, asks whether it may go on. */
  private static final int CHECKED = 256;

  private final TextQuery query;
  private final TermWeights weights;
  private final float phraseBoost;
  private final ScratchPool pool;

  private TextSearch(TextQuery query, TermWeights weights, float phraseBoost, ScratchPool pool) {
    this.query = query;
    this.weights = weights;
    this.phraseBoost = phraseBoost;
    this.pool = pool;
  }

  /**
   * Prepares a query: looks its terms up in every segment.
   *
   * @param segments all segments of the collection; rows that were deleted count until their
   *     segment is merged
   */
  public static TextSearch prepare(
      TextQuery query, TextSpec spec, List<? extends TextSegment> segments) {
    return prepare(query, spec, segments, new ScratchPool());
  }

  /**
   * Prepares a query, as {@link #prepare(TextQuery, TextSpec, List)} does.
   *
   * @param pool where the search finds memory to work in
   */
  public static TextSearch prepare(
      TextQuery query, TextSpec spec, List<? extends TextSegment> segments, ScratchPool pool) {
    TextQuery expanded = new Expansion(segments).expand(query);
    Scratch scratch = pool.take();
    TermWeights weights =
        new TermWeights(expanded, formulas(spec, segments, pool), segments, scratch.buffers());
    pool.give(scratch);
    return new TextSearch(expanded, weights, spec.phraseBoost(), pool);
  }

  private static List<Bm25> formulas(
      TextSpec spec, List<? extends TextSegment> segments, ScratchPool pool) {
    Bm25 text = formula(0, spec.k1(), spec.b(), segments, pool);
    if (spec.fields().isEmpty()) {
      return List.of(text);
    }
    List<Bm25> formulas = new ArrayList<>();
    formulas.add(text);
    for (TextField field : spec.fields()) {
      formulas.add(formula(formulas.size(), field.k1(), field.b(), segments, pool));
    }
    return formulas;
  }

  private static Bm25 formula(
      int field, float k1, float b, List<? extends TextSegment> segments, ScratchPool pool) {
    long documents = 0;
    long occurrences = 0;
    for (int i = 0; i < segments.size(); i++) {
      documents += segments.get(i).field(field).documents();
      occurrences += segments.get(i).field(field).termOccurrences();
    }
    return pool.formula(field, k1, b, documents, occurrences);
  }

  /**
   * Offers the matching rows of a segment to {@code best}, with their scores, all above 0. Exact:
   * no row outside {@code best} would belong in it.
   *
   * @param segment one of those that the search was prepared for
   * @param accept which rows may be found, all where null; borrowed until return
   * @param best not cleared first, so that it may hold a threshold from before
   * @param cost added to
   */
  public void run(
      TextSegment segment, @Nullable OrdinalBits accept, TopOrdinals best, TextCost cost) {
    run(segment, accept, best, Float.NEGATIVE_INFINITY, cost);
  }

  /**
   * Offers the matching rows of a segment to {@code best}, as {@link #run(TextSegment, OrdinalBits,
   * TopOrdinals, TextCost)} does, but those whose scores are not above a floor.
   *
   * @param floor for example the worst of as many hits as are wanted, found in other segments
   */
  public void run(
      TextSegment segment,
      @Nullable OrdinalBits accept,
      TopOrdinals best,
      float floor,
      TextCost cost) {
    run(segment, new Collector(accept, best, floor), cost, true);
  }

  /** Returns how many rows of a segment match at most, told from how many have each term. */
  public long rowsAtMost(TextSegment segment) {
    return rowsAtMost(query, weights.numberOf(segment));
  }

  private long rowsAtMost(TextQuery part, int segment) {
    return switch (part) {
      case TextQuery.Word word -> rows(word.term(), word.field(), segment);
      case TextQuery.Phrase phrase -> {
        long least = Long.MAX_VALUE;
        for (String term : phrase.terms()) {
          least = Math.min(least, rows(term, phrase.field(), segment));
        }
        yield least;
      }
      case TextQuery.Pattern pattern ->
          throw new IllegalStateException(pattern + " is not expanded");
      case TextQuery.Combined combined -> {
        long any = 0;
        for (TextQuery each : combined.should()) {
          any += rowsAtMost(each, segment);
        }
        long least = combined.must().isEmpty() ? any : Long.MAX_VALUE;
        for (TextQuery each : combined.must()) {
          least = Math.min(least, rowsAtMost(each, segment));
        }
        yield least;
      }
    };
  }

  private long rows(String term, int field, int segment) {
    FoundTerm found = weights.of(term, field).in(segment);
    return found == null ? 0 : found.documentFrequency();
  }

  /** Runs the query; without pruning every matching row is scored, which tests compare with. */
  void run(TextSegment segment, Collector collector, TextCost cost, boolean pruned) {
    Scratch scratch = pool.take();
    BulkQuery bulk = new BulkQuery(segment, weights, scratch);
    if (!pruned || !bulk.run(query, phraseBoost, collector, cost)) {
      ScorerTree tree = new ScorerTree(segment, weights, phraseBoost, scratch);
      RowScorer scorer = tree.build(query);
      if (scorer != null) {
        walk(scorer, collector, pruned && !collector.isSelective());
      }
      tree.count(cost);
    }
    collector.count(cost);
    pool.give(scratch);
  }

  private static void walk(RowScorer scorer, Collector collector, boolean pruned) {
    int row = collector.next(0);
    int end = pruned ? -1 : RowScorer.END;
    while (row < RowScorer.END) {
      collector.step();
      if (row > end) {
        end = scorer.look(row);
        if (!collector.wants(scorer.bound())) {
          collector.skip(1);
          row = end == RowScorer.END - 1 ? RowScorer.END : collector.next(end + 1);
          continue;
        }
      }
      int found = scorer.row() < row ? scorer.advance(row) : scorer.row();
      if (found == RowScorer.END) {
        return;
      }
      if (found > end) {
        row = collector.next(found); // whose bound comes first
      } else {
        if (collector.accepts(found)) {
          collector.offer(found, scorer.score());
        }
        row = collector.next(found + 1);
      }
    }
  }

  /**
   * Scores given rows.
   *
   * @param ordinals ascending, each once
   * @param scores receives the score of each, 0 for a row that does not match
   */
  public void score(TextSegment segment, int[] ordinals, float[] scores, TextCost cost) {
    Scratch scratch = pool.take();
    ScorerTree tree = new ScorerTree(segment, weights, phraseBoost, scratch);
    RowScorer scorer = tree.build(query);
    ReadLimit limit = ReadLimit.current();
    for (int i = 0; i < ordinals.length; i++) {
      if (i % CHECKED == 0) {
        limit.check();
      }
      boolean there = scorer != null && at(scorer, ordinals[i]);
      scores[i] = there && scorer != null ? (float) scorer.score() : 0;
    }
    cost.scored(ordinals.length);
    tree.count(cost);
    pool.give(scratch);
  }

  /**
   * Returns what each term of the query adds to the score of a row; phrases that do not occur add
   * 0.
   */
  public List<TermScore> explain(TextSegment segment, int ordinal) {
    List<TermScore> terms = new ArrayList<>();
    explain(query, segment, ordinal, terms);
    return terms;
  }

  private void explain(TextQuery part, TextSegment segment, int ordinal, List<TermScore> terms) {
    switch (part) {
      case TextQuery.Word word -> terms.add(term(word, segment, ordinal, true));
      case TextQuery.Phrase phrase -> {
        ScorerTree tree = new ScorerTree(segment, weights, phraseBoost, new Scratch());
        RowScorer scorer = tree.build(phrase);
        boolean occurs = scorer != null && at(scorer, ordinal);
        for (String term : phrase.terms()) {
          float boost = phraseBoost * phrase.boost();
          terms.add(
              term(new TextQuery.Word(term, boost, phrase.field()), segment, ordinal, occurs));
        }
      }
      case TextQuery.Pattern pattern ->
          throw new IllegalStateException(pattern + " is not expanded");
      case TextQuery.Combined combined -> {
        combined.must().forEach(each -> explain(each, segment, ordinal, terms));
        combined.should().forEach(each -> explain(each, segment, ordinal, terms));
      }
    }
  }

  private TermScore term(TextQuery.Word word, TextSegment segment, int ordinal, boolean counts) {
    TermWeights.Weight weight = weights.of(word.term(), word.field());
    Bm25 formula = weight.formula;
    byte length = segment.field(word.field()).lengths()[ordinal];
    int frequency = frequency(weight.in(weights.numberOf(segment)), ordinal);
    return new TermScore(
        word.term(),
        word.field(),
        word.boost(),
        weight.documentFrequency,
        formula.documents(),
        weight.idf,
        frequency,
        LengthCode.decode(length),
        formula.averageLength(),
        counts && frequency > 0 ? formula.score(word.boost() * weight.idf, frequency, length) : 0);
  }

  private static int frequency(@Nullable FoundTerm found, int ordinal) {
    if (found == null) {
      return 0;
    }
    TermRows rows = new TermRows(found.cursor(new CursorBuffers()));
    return rows.advance(ordinal) == ordinal ? rows.frequency() : 0;
  }

  private static boolean at(RowScorer scorer, int ordinal) {
    return (scorer.row() < ordinal ? scorer.advance(ordinal) : scorer.row()) == ordinal;
  }
}

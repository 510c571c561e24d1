package io.vecstore.text.search;

import io.vecstore.text.postings.FoundTerm;
import io.vecstore.text.postings.PostingsCursor;
import io.vecstore.text.postings.TextSegment;
import io.vecstore.text.query.TextQuery;
import io.vecstore.text.scorer.AllScorer;
import io.vecstore.text.scorer.AnyScorer;
import io.vecstore.text.scorer.Bm25;
import io.vecstore.text.scorer.PhrasePlaces;
import io.vecstore.text.scorer.PhraseScorer;
import io.vecstore.text.scorer.RowScorer;
import io.vecstore.text.scorer.TermRows;
import io.vecstore.text.scorer.TermScorer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the scorers of a query for one segment. */
final class ScorerTree {

  private final TextSegment segment;
  private final TermWeights weights;
  private final float phraseBoost;
  private final int number;
  private final Scratch scratch;
  private final List<PostingsCursor> cursors = new ArrayList<>();

  ScorerTree(TextSegment segment, TermWeights weights, float phraseBoost, Scratch scratch) {
    this.segment = segment;
    this.number = weights.numberOf(segment);
    this.scratch = scratch;
    this.weights = weights;
    this.phraseBoost = phraseBoost;
  }

  /** Returns the scorer of a query, or null where no row can match. */
  @Nullable RowScorer build(TextQuery query) {
    return switch (query) {
      case TextQuery.Word word -> term(word);
      case TextQuery.Phrase phrase -> phrase(phrase);
      case TextQuery.Pattern pattern ->
          throw new IllegalStateException(pattern + " is not expanded");
      case TextQuery.Combined combined -> combined(combined);
    };
  }

  /** Adds what the cursors did. */
  void count(TextCost cost) {
    for (PostingsCursor cursor : cursors) {
      cost.walked(cursor.decodedBlocks(), cursor.documentFrequency());
    }
  }

  private @Nullable RowScorer term(TextQuery.Word word) {
    TermWeights.Weight weight = weights.of(word.term(), word.field());
    TermRows rows = rows(weight);
    return rows == null
        ? null
        : new TermScorer(
            rows, weight.formula, word.boost() * weight.idf, segment.field(word.field()).lengths());
  }

  private @Nullable TermRows rows(TermWeights.Weight weight) {
    FoundTerm found = weight.in(number);
    if (found == null) {
      return null;
    }
    PostingsCursor cursor = found.cursor(scratch.buffers());
    cursors.add(cursor);
    return new TermRows(cursor);
  }

  private @Nullable RowScorer phrase(TextQuery.Phrase phrase) {
    int size = phrase.terms().size();
    PhraseScorer.Part[] parts = new PhraseScorer.Part[size];
    for (int i = 0; i < size; i++) {
      String term = phrase.terms().get(i);
      TermWeights.Weight weight = weights.of(term, phrase.field());
      TermRows rows = rows(weight);
      if (rows == null) {
        return null;
      }
      parts[i] = new PhraseScorer.Part(rows, phraseBoost * phrase.boost() * weight.idf);
    }
    PhrasePlaces places = new PhrasePlaces(phrase.terms(), phrase.positions(), phrase.slop());
    Bm25 formula = weights.of(phrase.terms().getFirst(), phrase.field()).formula;
    return new PhraseScorer(parts, places, formula, segment.field(phrase.field()).lengths());
  }

  private @Nullable RowScorer combined(TextQuery.Combined combined) {
    List<RowScorer> must = new ArrayList<>();
    for (TextQuery each : combined.must()) {
      RowScorer scorer = build(each);
      if (scorer == null) {
        return null;
      }
      must.add(scorer);
    }
    List<RowScorer> should = build(combined.should());
    if (should.size() < combined.least()) {
      return null;
    }
    RowScorer optional = should.isEmpty() ? null : any(should, Math.max(1, combined.least()));
    if (optional != null && combined.least() > 0) {
      must.add(optional);
      optional = null;
    }
    List<RowScorer> not = build(combined.not());
    if (must.isEmpty()) {
      return null;
    }
    if (must.size() == 1 && optional == null && not.isEmpty()) {
      return must.getFirst();
    }
    return new AllScorer(must, optional, not.isEmpty() ? null : any(not, 1));
  }

  private List<RowScorer> build(List<TextQuery> queries) {
    List<RowScorer> scorers = new ArrayList<>();
    for (TextQuery each : queries) {
      RowScorer scorer = build(each);
      if (scorer != null) {
        scorers.add(scorer);
      }
    }
    return scorers;
  }

  private static RowScorer any(List<RowScorer> scorers, int least) {
    return scorers.size() == 1 ? scorers.getFirst() : new AnyScorer(scorers, least);
  }
}

package io.vecstore.text.search;

import io.vecstore.text.postings.PostingsCursor;
import io.vecstore.text.postings.TextSegment;
import io.vecstore.text.query.TextQuery;
import io.vecstore.text.scorer.Bm25;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Runs the queries that are nothing but terms, in bulk: one, any of some, all of some. */
final class BulkQuery {

  private final TextQuery query;
  private final TextSegment segment;
  private final Bm25 formula;
  private final TermWeights weights;
  private final List<TermBlocks> terms = new ArrayList<>();

  BulkQuery(TextQuery query, TextSegment segment, Bm25 formula, TermWeights weights) {
    this.query = query;
    this.segment = segment;
    this.formula = formula;
    this.weights = weights;
  }

  /** Runs the query; returns false, with nothing done, if it is not for this class. */
  boolean run(Collector collector, TextCost cost) {
    boolean ran =
        switch (query) {
          case TextQuery.Word word -> any(List.of(word), collector);
          case TextQuery.Phrase phrase -> false;
          case TextQuery.Pattern pattern -> false;
          case TextQuery.Combined combined -> combined(combined, collector);
        };
    for (TermBlocks term : terms) {
      cost.walked(term.cursor.decodedBlocks(), term.cursor.documentFrequency());
    }
    return ran;
  }

  private boolean combined(TextQuery.Combined combined, Collector collector) {
    if (!combined.not().isEmpty()) {
      return false;
    }
    if (combined.must().isEmpty() && combined.least() <= 1 && areWords(combined.should())) {
      return any(combined.should(), collector);
    }
    if (combined.should().isEmpty() && combined.least() == 0 && areWords(combined.must())) {
      return all(combined.must(), collector);
    }
    return false;
  }

  private static boolean areWords(List<TextQuery> parts) {
    return !parts.isEmpty() && parts.stream().allMatch(part -> part instanceof TextQuery.Word);
  }

  private boolean any(List<? extends TextQuery> words, Collector collector) {
    words.forEach(word -> add((TextQuery.Word) word));
    if (isSparse(collector)) {
      terms.clear();
      return false;
    }
    if (terms.size() == 1) {
      BestOfTerm.run(terms.getFirst(), collector);
    } else if (!terms.isEmpty()) {
      new MaxScore(terms.toArray(TermBlocks[]::new), collector, segment.rows()).run();
    }
    return true;
  }

  /** Whether going from accepted row to accepted row touches less than going through the terms. */
  private boolean isSparse(Collector collector) {
    var accept = collector.accept();
    if (accept == null || terms.isEmpty()) {
      return false;
    }
    long postings = 0;
    for (TermBlocks term : terms) {
      postings += term.cursor.documentFrequency();
    }
    return 8L * accept.cardinality() * terms.size() < postings;
  }

  private boolean all(List<TextQuery> words, Collector collector) {
    words.forEach(word -> add((TextQuery.Word) word));
    if (terms.size() == words.size()) {
      terms.sort(Comparator.comparingInt(term -> term.cursor.documentFrequency()));
      new AllTerms(terms.toArray(TermBlocks[]::new), collector).run();
    }
    return true;
  }

  private void add(TextQuery.Word word) {
    TermWeights.Weight weight = weights.of(word.term());
    PostingsCursor cursor = weight.documentFrequency == 0 ? null : segment.find(weight.bytes);
    if (cursor != null) {
      terms.add(
          new TermBlocks(cursor, word.boost() * weight.idf, formula.inverse(), segment.lengths()));
    }
  }
}

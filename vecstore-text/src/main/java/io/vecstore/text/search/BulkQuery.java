package io.vecstore.text.search;

import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.text.postings.FoundTerm;
import io.vecstore.text.postings.TextSegment;
import io.vecstore.text.query.TextQuery;
import io.vecstore.text.scorer.PhrasePlaces;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Runs the queries that are nothing but terms, in bulk: one, any of some, all of some, a phrase.
 */
final class BulkQuery {

  private static final Comparator<TermBlocks> RAREST_FIRST =
      Comparator.comparingInt(term -> term.cursor().documentFrequency());

  /** Of a word in more rows it takes longer to find the best ones than they are of use. */
  private static final int MAX_RARE = 1024;

  private final TextSegment segment;
  private final int number;
  private final TermWeights weights;
  private final Scratch scratch;
  private final List<TermBlocks> terms;

  BulkQuery(TextSegment segment, TermWeights weights, Scratch scratch) {
    this.segment = segment;
    this.number = weights.numberOf(segment);
    this.weights = weights;
    this.scratch = scratch;
    this.terms = scratch.terms();
  }

  /** Runs a query; returns false, with nothing done, if it is not for this class. */
  boolean run(TextQuery query, float phraseBoost, Collector collector, TextCost cost) {
    boolean ran =
        switch (query) {
          case TextQuery.Word word -> any(List.of(word), collector);
          case TextQuery.Phrase phrase -> phrase(phrase, phraseBoost, collector);
          case TextQuery.Pattern pattern -> false;
          case TextQuery.Combined combined -> combined(combined, collector);
        };
    for (int i = 0; i < terms.size(); i++) {
      TermBlocks term = terms.get(i);
      cost.walked(term.cursor().decodedBlocks(), term.cursor().documentFrequency());
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
    for (int i = 0; i < parts.size(); i++) {
      if (!(parts.get(i) instanceof TextQuery.Word)) {
        return false;
      }
    }
    return !parts.isEmpty();
  }

  private boolean any(List<? extends TextQuery> words, Collector collector) {
    for (int i = 0; i < words.size(); i++) {
      add((TextQuery.Word) words.get(i));
    }
    if (isSparse(collector)) {
      terms.clear();
      return false;
    }
    if (terms.size() == 1) {
      BestOfTerm.run(terms.getFirst(), collector, scratch);
    } else if (!terms.isEmpty()) {
      for (int i = 0; i < words.size(); i++) {
        expect((TextQuery.Word) words.get(i), collector);
      }
      new MaxScore(terms.toArray(TermBlocks[]::new), collector, segment.rows(), scratch).run();
    }
    return true;
  }

  /**
   * Looks at a rare word before all: the best rows that it finds alone are worth no less together
   * with the other words, and with that in mind these are passed over from the beginning.
   */
  private void expect(TextQuery.Word word, Collector collector) {
    TermWeights.Weight weight = weights.of(word.term(), word.field());
    FoundTerm found = weight.in(number);
    int wanted = collector.wanted();
    if (found == null
        || found.documentFrequency() > MAX_RARE
        || found.documentFrequency() < wanted) {
      return;
    }
    TopOrdinals best = scratch.best(wanted);
    TermBlocks blocks = blocks(weight, found, word.boost());
    BestOfTerm.run(blocks, new Collector(collector.accept(), best), scratch);
    if (best.count() == wanted) {
      collector.expect(best.threshold());
    }
  }

  /** Whether going from accepted row to accepted row touches less than going through the terms. */
  private boolean isSparse(Collector collector) {
    var accept = collector.accept();
    if (accept == null || terms.isEmpty()) {
      return false;
    }
    long postings = 0;
    for (TermBlocks term : terms) {
      postings += term.cursor().documentFrequency();
    }
    return 8L * accept.cardinality() * terms.size() < postings;
  }

  private boolean all(List<TextQuery> words, Collector collector) {
    for (int i = 0; i < words.size(); i++) {
      if (!add((TextQuery.Word) words.get(i))) {
        return true; // a term is nowhere
      }
    }
    TermBlocks[] rarestFirst = terms.toArray(TermBlocks[]::new);
    Arrays.sort(rarestFirst, RAREST_FIRST);
    new AllTerms(rarestFirst, null, collector, scratch).run();
    return true;
  }

  private boolean phrase(TextQuery.Phrase phrase, float boost, Collector collector) {
    for (String term : phrase.terms()) {
      if (!add(term, boost * phrase.boost(), phrase.field())) {
        return true;
      }
    }
    TermBlocks[] rarestFirst = terms.toArray(TermBlocks[]::new);
    Arrays.sort(rarestFirst, RAREST_FIRST);
    PhrasePlaces places = new PhrasePlaces(phrase.terms(), phrase.positions(), phrase.slop());
    PhraseCheck check = new PhraseCheck(places, terms, rarestFirst);
    new AllTerms(rarestFirst, check, collector, scratch).run();
    return true;
  }

  private boolean add(TextQuery.Word word) {
    return add(word.term(), word.boost(), word.field());
  }

  /** Adds a term; returns false if the segment does not have it. */
  private boolean add(String term, float boost, int field) {
    TermWeights.Weight weight = weights.of(term, field);
    FoundTerm found = weight.in(number);
    if (found == null) {
      return false;
    }
    terms.add(blocks(weight, found, boost));
    return true;
  }

  private TermBlocks blocks(TermWeights.Weight weight, FoundTerm found, float boost) {
    TermBlocks blocks = scratch.blocks();
    blocks.start(found, boost * weight.idf, weight.formula, segment.field(weight.field));
    return blocks;
  }
}

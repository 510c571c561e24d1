package io.vecstore.internal.search;

import io.vecstore.core.filter.Filter;
import io.vecstore.core.query.Query;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.internal.segment.SegmentContext;
import io.vecstore.internal.segment.SegmentSlice;
import io.vecstore.text.Analyzer;
import io.vecstore.text.highlight.Highlighter;
import io.vecstore.text.postings.TermBytes;
import io.vecstore.text.postings.TextSegment;
import io.vecstore.text.query.MatchParser;
import io.vecstore.text.query.QueryField;
import io.vecstore.text.query.QueryParser;
import io.vecstore.text.query.TextQuery;
import io.vecstore.text.search.ScratchPool;
import io.vecstore.text.search.Suggestions;
import io.vecstore.text.search.TermScore;
import io.vecstore.text.search.TextCost;
import io.vecstore.text.search.TextSearch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * The keyword leg: BM25 over all segments, with the statistics of all of them, so that a score
 * never depends on how rows are spread.
 */
public final class KeywordSearch {

  private final SegmentContext context;
  private final ScratchPool pool = new ScratchPool();

  KeywordSearch(SegmentContext context) {
    this.context = context;
  }

  /** Looks the terms of a query's keywords up in every segment. */
  Prepared prepare(Query query, List<Matching> matching) {
    List<TextSegment> segments = segments(matching.stream().map(Matching::slice).toList());
    return new Prepared(
        TextSearch.prepare(parsed(query), context.schema().text(), segments, pool),
        segments,
        matching,
        new BitSet());
  }

  /**
   * Looks the terms up, and finds for each segment the rows that pass the query's filter: all of
   * them, or of those that have the words, whichever takes less.
   */
  Prepared prepareUnderFilter(Query query, List<SegmentSlice> slices) {
    // Whatever leads, and however few rows are asked, a parameter without a value is refused.
    Filter filter = query.filter().orElseThrow().bind(Map.of());
    List<TextSegment> segments = segments(slices);
    TextSearch search = TextSearch.prepare(parsed(query), context.schema().text(), segments, pool);
    List<Matching> matching = new ArrayList<>();
    BitSet led = new BitSet();
    for (int place = 0; place < segments.size(); place++) {
      SegmentSlice slice = slices.get(place);
      long rows = search.rowsAtMost(segments.get(place));
      if (WordsLead.pays(rows, slice.segment().matchingNanos(filter))) {
        led.set(place);
        matching.add(WordsLead.matching(search, segments.get(place), slice, filter, rows));
      } else {
        matching.add(Matching.of(slice, query.filter()));
      }
    }
    return new Prepared(search, segments, matching, led);
  }

  private TextQuery parsed(Query query) {
    String text = query.keywords().orElse("");
    List<QueryField> fields = context.asked(query.boosts());
    return query.hasSyntax() ? QueryParser.parse(fields, text) : MatchParser.parse(fields, text);
  }

  private static List<TextSegment> segments(List<SegmentSlice> slices) {
    return slices.stream().map(slice -> slice.segment().text(slice.rows())).toList();
  }

  /** Returns what finds the passages of a text that say most of what a query asks. */
  public Highlighter highlighter(Query query, List<SegmentSlice> slices) {
    List<TextSegment> segments = segments(slices);
    long documents = segments.stream().mapToLong(TextSegment::documents).sum();
    return Highlighter.of(context.analyzer(), parsed(query))
        .weightedBy(term -> rarity(TermBytes.of(term), segments, documents));
  }

  private static double rarity(byte[] term, List<TextSegment> segments, long documents) {
    long having = segments.stream().mapToLong(each -> each.documentFrequency(term)).sum();
    return Math.log(1 + (documents - having + 0.5) / (having + 0.5));
  }

  /** Returns the terms that begin as a text does, which is analysed first. */
  public List<String> completions(String start, int count, List<SegmentSlice> slices) {
    List<Analyzer.Term> terms = context.asked().getFirst().analyzer().terms(start);
    return terms.isEmpty()
        ? List.of()
        : new Suggestions(segments(slices)).completions(terms.getLast().text(), count);
  }

  /** Returns the terms that are like a word. */
  public List<String> corrections(String word, int count, List<SegmentSlice> slices) {
    return new Suggestions(segments(slices)).corrections(context.analyzer(), word, count);
  }

  /**
   * A keyword query that is ready to run.
   *
   * @param led the places whose filter was asked of the rows that have the words alone
   */
  record Prepared(
      TextSearch search, List<TextSegment> segments, List<Matching> matching, BitSet led) {

    /** Returns the best {@code k} of all segments, best first. */
    List<Scored> best(int k, Trace trace) {
      List<Scored> found = new ArrayList<>();
      long most = matching.stream().mapToLong(Matching::count).sum();
      TopOrdinals all = new TopOrdinals(Math.clamp(most, 1, k));
      for (int place = 0; place < segments.size(); place++) {
        Matching rows = matching.get(place);
        Trace step = trace.start(rows.slice().segment().label());
        TopOrdinals best = new TopOrdinals(Math.clamp(rows.count(), 1, k));
        TextCost cost = new TextCost();
        if (rows.count() > 0) {
          search.run(segments.get(place), rows.accept(), best, all.threshold(), cost);
        }
        best.sort();
        for (int rank = 0; rank < best.count(); rank++) {
          all.offer(found.size() + rank, best.score(rank));
        }
        for (int rank = 0; rank < best.count(); rank++) {
          found.add(new Scored(rows.slice(), place, best.ordinal(rank), best.score(rank)));
        }
        boolean asked = led.get(place);
        step.detail(() -> way(asked, rows));
        step.count("rows accepted", rows.count());
        step.count("rows scored", cost.scoredRows());
        step.count("postings", cost.postings());
        step.count("blocks decoded", cost.decodedBlocks());
        step.count("blocks skipped", cost.skippedBlocks());
        trace.end(step);
      }
      return Scored.best(found, k);
    }

    private static String way(boolean asked, Matching rows) {
      if (asked) {
        return "led by keywords: the filter is asked of the rows in their postings alone";
      }
      return rows.accept() == null
          ? "led by keywords"
          : "led by keywords: rows in their postings are looked up in the filter's";
    }

    /** Returns what each term adds to the score of a row. */
    List<TermScore> explain(int place, int ordinal) {
      return search.explain(segments.get(place), ordinal);
    }

    /**
     * Returns the score of each ordinal of a place, 0 where nothing matches; the ordinals ascend.
     */
    float[] scores(int place, int[] ordinals) {
      float[] scores = new float[ordinals.length];
      search.score(segments.get(place), ordinals, scores, new TextCost());
      return scores;
    }
  }
}

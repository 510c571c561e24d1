package io.vecstore.internal.search;

import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.internal.segment.SegmentContext;
import io.vecstore.text.postings.TextSegment;
import io.vecstore.text.query.MatchParser;
import io.vecstore.text.query.TextQuery;
import io.vecstore.text.search.TextCost;
import io.vecstore.text.search.TextSearch;
import java.util.ArrayList;
import java.util.List;

/**
 * The keyword leg: BM25 over all segments, with the statistics of all of them, so that a score
 * never depends on how rows are spread.
 */
final class KeywordSearch {

  private final SegmentContext context;

  KeywordSearch(SegmentContext context) {
    this.context = context;
  }

  /** Looks the terms of a text up in every segment. */
  Prepared prepare(String text, List<Matching> matching) {
    TextQuery query = MatchParser.parse(context.analyzer(), text);
    List<TextSegment> segments =
        matching.stream().map(m -> m.slice().segment().text(m.slice().rows())).toList();
    return new Prepared(
        TextSearch.prepare(query, context.schema().text(), segments), segments, matching);
  }

  /** A keyword query that is ready to run. */
  record Prepared(TextSearch search, List<TextSegment> segments, List<Matching> matching) {

    /** Returns the best {@code k} of all segments, best first. */
    List<Scored> best(int k, Trace trace) {
      List<Scored> found = new ArrayList<>();
      for (int place = 0; place < segments.size(); place++) {
        Matching rows = matching.get(place);
        Trace step = trace.start(rows.slice().segment().label());
        TopOrdinals best = new TopOrdinals(Math.clamp(rows.count(), 1, k));
        TextCost cost = new TextCost();
        if (rows.count() > 0) {
          search.run(segments.get(place), rows.accept(), best, cost);
        }
        best.sort();
        for (int rank = 0; rank < best.count(); rank++) {
          found.add(new Scored(rows.slice(), place, best.ordinal(rank), best.score(rank)));
        }
        step.detail(
            () -> cost.scoredRows() + " rows scored, " + cost.postings() + " postings read");
        trace.end(step);
      }
      return Scored.best(found, k);
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

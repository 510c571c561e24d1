package io.vecstore.internal.search;

import io.vecstore.core.query.Query;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.VectorIndex;
import io.vecstore.index.exact.BoundedScan;
import io.vecstore.index.exact.ExactScan;
import io.vecstore.index.exact.RowBounds;
import io.vecstore.index.score.RowScorer;
import io.vecstore.index.score.SearchCounters;
import io.vecstore.internal.segment.SealedSegment;
import io.vecstore.internal.segment.SegmentReader;
import java.util.ArrayList;
import java.util.List;

/**
 * The vector leg: over each segment the cheapest way that misses nothing it should not, and the
 * best of all segments together.
 */
final class NearestSearch {

  private final Schema schema;

  NearestSearch(Schema schema) {
    this.schema = schema;
  }

  /**
   * What is asked for.
   *
   * @param vector fits the schema; borrowed
   * @param k how many, at least 1
   * @param ef the beam width that the query asks for, or 0
   * @param exact whether every accepted row is to be looked at
   */
  @SuppressWarnings("ArrayRecordComponent") // borrowed for one call, never compared
  record Request(float[] vector, int k, int ef, boolean exact) {

    static Request of(Query query, float[] vector, int k) {
      return new Request(vector, k, query.ef().orElse(0), query.isExact());
    }
  }

  /** Returns the best {@code k} of all segments, best first. */
  List<Scored> best(Request request, List<Matching> matching, Trace trace) {
    List<Scored> found = new ArrayList<>();
    for (int place = 0; place < matching.size(); place++) {
      Matching rows = matching.get(place);
      if (rows.count() > 0) {
        Trace step = trace.start(rows.slice().segment().label());
        TopOrdinals best = new TopOrdinals(Math.min(request.k(), rows.count()));
        search(request, rows, best, step);
        best.sort();
        for (int rank = 0; rank < best.count(); rank++) {
          found.add(new Scored(rows.slice(), place, best.ordinal(rank), best.score(rank)));
        }
        trace.end(step);
      }
    }
    return Scored.best(found, request.k());
  }

  /** An index plans by itself between its graph and a scan: it knows what either costs there. */
  private void search(Request request, Matching rows, TopOrdinals best, Trace step) {
    SearchCounters counters = new SearchCounters();
    if (rows.slice().segment() instanceof SealedSegment sealed && !request.exact()) {
      VectorIndex index = sealed.index();
      index.search(request.vector(), ef(request), rows.accept(), best, counters);
      step.detail(() -> index.plan(ef(request), best.capacity(), rows.accept()) + gaveUp(counters));
    } else {
      scan(request.vector(), rows, best, counters);
      counters.countScan();
      step.detail(() -> request.exact() ? "scan: exact is asked for" : "scan: not sealed yet");
    }
    if (step.isOn()) {
      step.count("rows accepted", rows.count());
      step.count("rows", rows.slice().rows());
      step.count("nodes expanded", counters.hops());
      step.count("rows scored by code", counters.scoredApproximately());
      step.count("rows scored by vector", counters.scored());
    }
  }

  private static String gaveUp(SearchCounters counters) {
    return counters.abandonedWalks() > 0 ? "; given up for a scan: the answers are far apart" : "";
  }

  private int ef(Request request) {
    if (request.ef() > 0) {
      return request.ef();
    }
    return schema.index() instanceof IndexSpec.Hnsw spec ? spec.efSearch() : 1;
  }

  private void scan(float[] vector, Matching rows, TopOrdinals best, SearchCounters counters) {
    SegmentReader segment = rows.slice().segment();
    int visible = rows.slice().rows();
    int blockRows = segment.blockRows();
    RowScorer scorer = new RowScorer(schema.metric(), segment.block(0, visible));
    scorer.query(vector);
    ExactScan scan = new ExactScan();
    BoundedScan bounded = null;
    for (int base = 0; base < visible; base += blockRows) {
      VectorRows block = segment.block(base / blockRows, visible);
      ExactScan.Range range = new ExactScan.Range(0, block.count(), base);
      RowBounds bounds = segment.bounds(base / blockRows);
      scorer.over(block);
      if (bounds == null) {
        scan.scan(scorer, range, rows.accept(), best, counters);
      } else {
        if (bounded == null) {
          bounded = new BoundedScan(schema.metric(), vector.length);
          bounded.query(vector);
        }
        bounded.scan(bounds, scorer, range, rows.accept(), best, counters);
      }
    }
  }

  /** Returns the closeness of each ordinal of a slice. */
  float[] closeness(float[] vector, Matching rows, int[] ordinals) {
    SegmentReader segment = rows.slice().segment();
    int blockRows = segment.blockRows();
    RowScorer scorer = new RowScorer(schema.metric(), segment.block(0, rows.slice().rows()));
    scorer.query(vector);
    float[] closeness = new float[ordinals.length];
    for (int i = 0; i < ordinals.length; i++) {
      scorer.over(segment.block(ordinals[i] / blockRows, rows.slice().rows()));
      closeness[i] = scorer.closeness(ordinals[i] % blockRows);
    }
    return closeness;
  }
}

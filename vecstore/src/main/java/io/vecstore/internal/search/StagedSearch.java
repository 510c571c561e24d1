package io.vecstore.internal.search;

import io.vecstore.core.query.Hit;
import io.vecstore.core.query.Query;
import io.vecstore.internal.segment.SegmentSlice;
import io.vecstore.text.fuse.Fused;
import io.vecstore.text.fuse.Fuser;
import io.vecstore.text.fuse.Leg;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Asks the stages of a query one after the other, over the same view, and fuses what they find. */
final class StagedSearch {

  private final Searcher searcher;

  StagedSearch(Searcher searcher) {
    this.searcher = searcher;
  }

  List<Hit> search(Query query, List<SegmentSlice> slices, Trace trace) {
    Map<String, Long> keys = new LinkedHashMap<>();
    List<Hit> found = new ArrayList<>();
    List<Leg> legs = new ArrayList<>();
    for (Query stage : query.stages()) {
      Trace step = trace.start("stage");
      List<Hit> hits = searcher.search(narrowed(stage, query), slices, step).list();
      step.detail(() -> stage + ": " + hits.size() + " hits");
      trace.end(step);
      legs.add(leg(hits, keys, found));
    }
    Trace step = trace.start("fuse");
    Fused fused = new Fuser(query.fusion(), legs).fuse(query.topK());
    step.detail(() -> query.fusion() + ", " + keys.size() + " candidates");
    trace.end(step);
    List<Hit> hits = new ArrayList<>();
    for (int rank = 0; rank < fused.count(); rank++) {
      Hit hit = found.get((int) fused.key(rank));
      hits.add(new Hit(hit.id(), fused.score(rank), hit.text(), hit.metadata(), hit.legs()));
    }
    return hits;
  }

  private static Query narrowed(Query stage, Query whole) {
    return whole
        .filter()
        .map(all -> stage.where(stage.filter().map(own -> own.and(all)).orElse(all)))
        .orElse(stage);
  }

  private static Leg leg(List<Hit> hits, Map<String, Long> keys, List<Hit> found) {
    long[] own = new long[hits.size()];
    float[] scores = new float[own.length];
    for (int rank = 0; rank < own.length; rank++) {
      Hit hit = hits.get(rank);
      Long known = keys.putIfAbsent(hit.id(), (long) found.size());
      own[rank] = known == null ? found.size() : known;
      if (known == null) {
        found.add(hit);
      } else {
        found.set(known.intValue(), merged(found.get(known.intValue()), hit));
      }
      scores[rank] = hit.score();
    }
    return Leg.of(own, scores, Float.NaN);
  }

  private static Hit merged(Hit one, Hit other) {
    Hit.Legs legs =
        new Hit.Legs(
            first(one.legs().distance(), other.legs().distance()),
            first(one.legs().vectorScore(), other.legs().vectorScore()),
            first(one.legs().keywordScore(), other.legs().keywordScore()));
    return new Hit(one.id(), one.score(), one.text(), one.metadata(), legs);
  }

  private static OptionalDouble first(OptionalDouble one, OptionalDouble other) {
    return one.isPresent() ? one : other;
  }
}

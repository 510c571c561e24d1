package io.vecstore.internal.search;

import io.vecstore.core.query.Hit;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Metric;
import io.vecstore.internal.segment.SegmentContext;
import io.vecstore.text.fuse.Fused;
import io.vecstore.text.fuse.Fuser;
import io.vecstore.text.fuse.Leg;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Both legs over the same accepted rows, fused. A candidate that one leg alone found is scored by
 * the other as well, where the fusion asks for that: both indexes are here, so there is no reason
 * to guess.
 */
final class HybridSearch {

  private final Metric metric;
  private final NearestSearch nearest;
  private final KeywordSearch keywords;

  HybridSearch(SegmentContext context, NearestSearch nearest, KeywordSearch keywords) {
    this.metric = context.schema().metric();
    this.nearest = nearest;
    this.keywords = keywords;
  }

  /** Scores the ordinals of one place, which ascend. */
  private interface Scorer {
    float[] score(int place, int[] ordinals);
  }

  List<Hit> search(Query query, List<Matching> matching, Trace trace) {
    KeywordSearch.Prepared prepared = keywords.prepare(query, matching);
    float[] vector = query.vector().orElseThrow();
    Fused fused = fused(query, matching, prepared, trace).fuse(query.topK());
    Scorer byVector = (place, ordinals) -> nearest.closeness(vector, matching.get(place), ordinals);
    return hits(fused, matching, byVector, prepared::scores);
  }

  /** Returns the best of all candidates of a query. */
  Fused fused(Query query, List<Matching> matching, int most) {
    return fused(query, matching, keywords.prepare(query, matching), Trace.off()).fuse(most);
  }

  private Fuser fused(
      Query query, List<Matching> matching, KeywordSearch.Prepared prepared, Trace trace) {
    int k = query.topK();
    int depth = Math.max(k, Math.min(1000, Math.max(50, 3 * k)));
    float[] vector = query.vector().orElseThrow();

    Trace step = trace.start("nearest");
    List<Scored> near =
        nearest.best(NearestSearch.Request.of(query, vector, depth), matching, step);
    trace.end(step);
    step = trace.start("keywords");
    List<Scored> worded = prepared.best(depth, step);
    trace.end(step);

    step = trace.start("fuse");
    Scorer byVector = (place, ordinals) -> nearest.closeness(vector, matching.get(place), ordinals);
    Fuser fuser = new Fuser(query.fusion(), List.of(vectorLeg(near), keywordLeg(worded)));
    if (fuser.wantsCompletion()) {
      fuser.complete(0, scores(score(fuser.missing(0), byVector)));
      fuser.complete(1, score(fuser.missing(1), prepared::scores));
    }
    step.detail(
        () -> query.fusion() + ", " + near.size() + " and " + worded.size() + " candidates");
    trace.end(step);
    return fuser;
  }

  private Leg vectorLeg(List<Scored> found) {
    float[] scores = new float[found.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = metric.score(found.get(i).score());
    }
    float floor =
        switch (metric) {
          case COSINE -> -1;
          case DOT_PRODUCT -> Float.NaN;
          default -> 0;
        };
    return Leg.of(keys(found), scores, floor);
  }

  private static Leg keywordLeg(List<Scored> found) {
    float[] scores = new float[found.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = found.get(i).score();
    }
    return Leg.of(keys(found), scores, 0);
  }

  private static long[] keys(List<Scored> found) {
    return found.stream().mapToLong(Scored::key).toArray();
  }

  private float[] scores(float[] closeness) {
    float[] scores = new float[closeness.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = metric.score(closeness[i]);
    }
    return scores;
  }

  /** Scores keys that ascend, place by place. */
  private static float[] score(long[] keys, Scorer scorer) {
    float[] scores = new float[keys.length];
    int from = 0;
    while (from < keys.length) {
      int place = (int) (keys[from] >>> 32);
      int to = from;
      while (to < keys.length && keys[to] >>> 32 == place) {
        to++;
      }
      int[] ordinals = Arrays.stream(keys, from, to).mapToInt(key -> (int) key).toArray();
      System.arraycopy(scorer.score(place, ordinals), 0, scores, from, ordinals.length);
      from = to;
    }
    return scores;
  }

  private List<Hit> hits(Fused fused, List<Matching> matching, Scorer byVector, Scorer byWords) {
    long[] keys = new long[fused.count()];
    for (int rank = 0; rank < keys.length; rank++) {
      keys[rank] = fused.key(rank);
    }
    long[] ascending = keys.clone();
    Arrays.sort(ascending);
    float[] closeness = score(ascending, byVector);
    float[] words = score(ascending, byWords);
    List<Hit> hits = new ArrayList<>();
    for (int rank = 0; rank < keys.length; rank++) {
      int at = Arrays.binarySearch(ascending, keys[rank]);
      int place = (int) (keys[rank] >>> 32);
      Scored scored =
          new Scored(matching.get(place).slice(), place, (int) keys[rank], fused.score(rank));
      hits.add(Searcher.hit(scored, scored.score(), Legs.ofBoth(metric, closeness[at], words[at])));
    }
    return hits;
  }
}

package io.vecstore.internal.search;

import io.vecstore.core.query.Hit;
import io.vecstore.core.query.Query;
import io.vecstore.core.spi.ReadLimit;
import io.vecstore.internal.segment.SegmentSlice;
import io.vecstore.text.fuse.Diversity;
import java.util.Arrays;
import java.util.List;

/** Chooses of more candidates than were asked for those that differ, by the cosine of vectors. */
final class DiverseHits {

  /** So many candidates are looked at for each hit. */
  private static final int CANDIDATES = 4;

  /** After so many vectors, asks whether it may go on. */
  private static final int CHECKED = 256;

  private DiverseHits() {}

  /** Returns the query that finds the candidates. */
  static Query candidates(Query query) {
    return query.topK((int) Math.min(Query.MAX_K, (long) query.topK() * CANDIDATES));
  }

  /** Returns the hits that a query wants of its candidates, which are in order. */
  static List<Hit> choose(Query query, List<Hit> candidates, List<SegmentSlice> slices) {
    ReadLimit limit = ReadLimit.current();
    float[][] vectors = new float[candidates.size()][];
    float[] scores = new float[vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      if (i % CHECKED == 0) {
        limit.check();
      }
      vectors[i] = unit(vector(candidates.get(i).id(), slices));
      scores[i] = candidates.get(i).score();
    }
    int[] chosen =
        new Diversity(query.diversity())
            .choose(
                scores,
                (a, b) -> {
                  if (b % CHECKED == 0) {
                    limit.check();
                  }
                  return dot(vectors[a], vectors[b]);
                },
                query.topK());
    return Arrays.stream(chosen).mapToObj(candidates::get).toList();
  }

  private static float[] vector(String id, List<SegmentSlice> slices) {
    for (SegmentSlice slice : slices.reversed()) {
      int ordinal = slice.find(id);
      if (ordinal >= 0) {
        return slice.segment().vector(ordinal);
      }
    }
    throw new IllegalStateException("a hit that the view does not hold: " + id);
  }

  private static float[] unit(float[] vector) {
    float length = (float) Math.sqrt(dot(vector, vector));
    for (int i = 0; i < vector.length && length > 0; i++) {
      vector[i] /= length;
    }
    return vector;
  }

  private static float dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return (float) sum;
  }
}

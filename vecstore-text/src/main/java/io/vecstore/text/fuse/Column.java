package io.vecstore.text.fuse;

import io.vecstore.core.query.Fusion;
import io.vecstore.core.spi.ReadLimit;
import java.util.Arrays;

/** One leg over the keys of all legs. */
final class Column {

  private static final byte ABSENT = 0;
  private static final byte FOUND = 1;
  private static final byte COMPLETED = 2;

  final double weight;
  int present;
  private final float floor;
  private final float[] scores;
  private final byte[] states;
  private final double[] normalized;
  private final int[] ranks;

  Column(long[] keys, Leg leg, double weight) {
    this.weight = weight;
    this.floor = leg.floor;
    scores = new float[keys.length];
    states = new byte[keys.length];
    normalized = new double[keys.length];
    ranks = new int[keys.length];
    for (int i = 0; i < leg.keys.length; i++) {
      int at = Arrays.binarySearch(keys, leg.keys[i]);
      scores[at] = leg.scores[i];
      states[at] = FOUND;
    }
    present = leg.keys.length;
  }

  boolean has(int index) {
    return states[index] != ABSENT;
  }

  boolean found(int index) {
    return states[index] == FOUND;
  }

  void complete(int index, float score) {
    if (!Float.isNaN(score)) {
      scores[index] = score;
      states[index] = COMPLETED;
      present++;
    }
  }

  double normalized(int index) {
    return normalized[index];
  }

  int rank(int index) {
    return ranks[index];
  }

  Share share(int index) {
    return new Share(
        states[index] == FOUND,
        states[index] == COMPLETED,
        scores[index],
        ranks[index],
        normalized[index],
        weight);
  }

  /** Puts the scores on the scale that a strategy compares. */
  void normalize(Fusion.Strategy strategy) {
    rank();
    switch (strategy) {
      case WEIGHTED_SUM -> linear(floor);
      case RELATIVE_SCORE, MAX, MIN, HARMONIC, GEOMETRIC, PRODUCT, COMB_MNZ -> linear(Float.NaN);
      case DISTRIBUTION, Z_SCORE -> distributed(strategy == Fusion.Strategy.DISTRIBUTION);
      case RRF, BORDA -> {}
    }
  }

  private void rank() {
    Integer[] order = new Integer[present];
    int count = 0;
    for (int i = 0; i < scores.length; i++) {
      if (has(i)) {
        order[count++] = i;
      }
    }
    Arrays.sort(
        order,
        ReadLimit.current()
            .asked(
                (a, b) -> {
                  int byScore = Float.compare(scores[b], scores[a]);
                  return byScore != 0 ? byScore : Integer.compare(a, b);
                }));
    for (int i = 0; i < count; i++) {
      ranks[order[i]] = i + 1;
    }
  }

  /** From the floor, or the worst where there is none, to the best. */
  private void linear(float least) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < scores.length; i++) {
      if (has(i)) {
        low = Math.min(low, scores[i]);
        high = Math.max(high, scores[i]);
      }
    }
    boolean observed = Float.isNaN(least);
    low = observed ? low : least;
    double alike = observed ? 1 : 0;
    for (int i = 0; i < scores.length; i++) {
      if (has(i)) {
        normalized[i] = high > low ? Math.max(0, (scores[i] - low) / (high - low)) : alike;
      }
    }
  }

  /** By mean and sample standard deviation: linear over six of them, or through the logistic. */
  private void distributed(boolean clamped) {
    double mean = 0;
    for (int i = 0; i < scores.length; i++) {
      mean += has(i) ? scores[i] / (double) present : 0;
    }
    double squares = 0;
    for (int i = 0; i < scores.length; i++) {
      squares += has(i) ? (scores[i] - mean) * (scores[i] - mean) : 0;
    }
    double deviation = present < 2 ? 0 : Math.sqrt(squares / (present - 1));
    for (int i = 0; i < scores.length; i++) {
      if (has(i)) {
        double z = deviation > 0 ? (scores[i] - mean) / deviation : 0;
        normalized[i] = clamped ? Math.clamp(z / 6 + 0.5, 0, 1) : 1 / (1 + Math.exp(-z));
      }
    }
  }
}

package io.vecstore.text.fuse;

import io.vecstore.core.error.InvalidInputException;
import java.util.Arrays;

/**
 * Orders candidates so that each is relevant and says something new: maximal marginal relevance
 * (Carbonell and Goldstein 1998). Immutable.
 */
public final class Diversity {

  /** How alike two candidates are, at most 1 for equal ones. */
  @FunctionalInterface
  public interface Likeness {
    /** Returns the likeness of the candidates at two places, for example the cosine. */
    float of(int one, int other);
  }

  private final double lambda;

  /**
   * Creates the ordering.
   *
   * @param lambda the weight of relevance, in [0, 1]; novelty has the rest; 0.7 is a good start
   * @throws InvalidInputException if it is outside
   */
  public Diversity(double lambda) {
    if (!(lambda >= 0 && lambda <= 1)) {
      throw new InvalidInputException("lambda " + lambda + " is outside [0, 1]");
    }
    this.lambda = lambda;
  }

  /**
   * Returns the places of the candidates to show, in order: at each step the one with the highest
   * {@code lambda * relevance - (1 - lambda) * likeness to what is chosen}, relevance being scaled
   * to [0, 1]; ties go to the earlier place. Asks for at most {@code k * relevance.length}
   * likenesses.
   *
   * @param relevance of each candidate, higher is better
   * @param k how many to choose at most
   */
  public int[] choose(float[] relevance, Likeness likeness, int k) {
    double[] scaled = scaled(relevance);
    double[] alike = new double[relevance.length];
    boolean[] taken = new boolean[relevance.length];
    int[] chosen = new int[Math.min(k, relevance.length)];
    for (int rank = 0; rank < chosen.length; rank++) {
      int best = -1;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < scaled.length; i++) {
        double worth = lambda * scaled[i] - (rank == 0 ? 0 : (1 - lambda) * alike[i]);
        if (!taken[i] && worth > most) {
          most = worth;
          best = i;
        }
      }
      taken[best] = true;
      chosen[rank] = best;
      for (int i = 0; i < scaled.length; i++) {
        if (!taken[i]) {
          double now = likeness.of(best, i);
          alike[i] = rank == 0 ? now : Math.max(alike[i], now);
        }
      }
    }
    return chosen;
  }

  private static double[] scaled(float[] relevance) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (float each : relevance) {
      low = Math.min(low, each);
      high = Math.max(high, each);
    }
    double[] scaled = new double[relevance.length];
    if (!(high > low)) {
      Arrays.fill(scaled, 1);
      return scaled;
    }
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (relevance[i] - low) / (high - low);
    }
    return scaled;
  }
}

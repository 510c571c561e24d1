package io.vecstore.core.query;

import io.vecstore.core.error.InvalidInputException;

/**
 * How the two legs of a hybrid query, vectors and words, become one ranking. Immutable.
 *
 * <p>The default is {@link #weighted}: measured on seven collections it ranks better than
 * reciprocal ranks, because a score says how much better a hit is than the next one and a rank does
 * not.
 *
 * @param strategy the formula
 * @param alpha the weight of the vectors, in [0, 1]; the words have the rest
 * @param rankConstant the constant of {@link Strategy#RRF}, at least 0; default 60
 * @param completed whether a candidate that only one leg found is scored by the other leg too;
 *     costs one exact score a candidate
 */
public record Fusion(Strategy strategy, float alpha, int rankConstant, boolean completed) {

  /**
   * A formula; x is the normalized score of the vectors, y that of the words, a is alpha. Scores
   * are normalized from the worst to the best one found where nothing else is said.
   */
  public enum Strategy {
    /**
     * {@code a x + (1 - a) y}, normalized from the least score that is possible to the best one
     * found.
     */
    WEIGHTED_SUM(0.7f, true),
    /**
     * {@code 2a / (c + rank) + 2(1 - a) / (c + rank)}: reciprocal rank fusion, Cormack et al. 2009.
     */
    RRF(0.5f, false),
    /** {@code a x + (1 - a) y}, normalized by mean and three standard deviations. */
    DISTRIBUTION(0.5f, true),
    /** {@code a x + (1 - a) y}. */
    RELATIVE_SCORE(0.5f, true),
    /** The larger of x and y. */
    MAX(0.5f, false),
    /** The smaller of x and y: both legs must find it. */
    MIN(0.5f, false),
    /** {@code 1 / (a / x + (1 - a) / y)}, or 0 where one is 0. */
    HARMONIC(0.5f, true),
    /** {@code x^a y^(1 - a)}. */
    GEOMETRIC(0.5f, true),
    /** {@code x y}. */
    PRODUCT(0.5f, true),
    /** {@code x + y}, times the number of legs that found it. */
    COMB_MNZ(0.5f, false),
    /** The number of candidates that are not ranked before it, summed over the legs. */
    BORDA(0.5f, false),
    /** {@code a x + (1 - a) y}, normalized by the logistic function of the standard score. */
    Z_SCORE(0.5f, true);

    private final float alpha;
    private final boolean completed;

    Strategy(float alpha, boolean completed) {
      this.alpha = alpha;
      this.completed = completed;
    }
  }

  /** Checks the ranges. */
  public Fusion {
    if (!(alpha >= 0 && alpha <= 1)) {
      throw new InvalidInputException("alpha " + alpha + " is outside [0, 1]");
    }
    if (rankConstant < 0) {
      throw new InvalidInputException("rank constant " + rankConstant + " is negative");
    }
  }

  /** Returns the weighted sum with alpha 0.7, the default of a hybrid query. */
  public static Fusion weighted() {
    return of(Strategy.WEIGHTED_SUM);
  }

  /**
   * Returns the weighted sum with another alpha, in [0, 1]: 1 is vectors alone, 0 is words alone.
   */
  public static Fusion weighted(double alpha) {
    return weighted().alpha(alpha);
  }

  /** Returns reciprocal rank fusion with the constant 60: robust, for it looks at ranks alone. */
  public static Fusion rrf() {
    return of(Strategy.RRF);
  }

  /** Returns reciprocal rank fusion with another constant, at least 0. */
  public static Fusion rrf(int rankConstant) {
    return rrf().rankConstant(rankConstant);
  }

  /** Returns a strategy with its defaults. */
  public static Fusion of(Strategy strategy) {
    return new Fusion(strategy, strategy.alpha, 60, strategy.completed);
  }

  /** Returns a copy with another alpha, in [0, 1]. */
  public Fusion alpha(double value) {
    return new Fusion(strategy, (float) value, rankConstant, completed);
  }

  /** Returns a copy with another constant for reciprocal ranks, at least 0. */
  public Fusion rankConstant(int value) {
    return new Fusion(strategy, alpha, value, completed);
  }

  /** Returns a copy that scores every candidate by both legs, or does not. */
  public Fusion completed(boolean value) {
    return new Fusion(strategy, alpha, rankConstant, value);
  }

  /** Returns the formula and its constants, for explanations: {@code WEIGHTED_SUM(alpha 0.7)}. */
  @Override
  public String toString() {
    String constant = strategy == Strategy.RRF ? rankConstant + ", " : "";
    return strategy + "(" + constant + "alpha " + alpha + ")";
  }
}

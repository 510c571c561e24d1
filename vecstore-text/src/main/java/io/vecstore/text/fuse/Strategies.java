package io.vecstore.text.fuse;

import io.vecstore.core.query.Fusion;

/** The formulas, as {@link Fusion.Strategy} states them for two legs, for any number of legs. */
final class Strategies {

  private Strategies() {}

  /** Returns the fused score of the document at an index; {@code scratch} has one entry a leg. */
  static double score(Fusion fusion, Column[] legs, int index, double[] scratch) {
    for (int i = 0; i < legs.length; i++) {
      scratch[i] = legs[i].normalized(index);
    }
    return switch (fusion.strategy()) {
      case WEIGHTED_SUM, RELATIVE_SCORE, DISTRIBUTION, Z_SCORE -> weighted(legs, scratch);
      case RRF -> reciprocal(fusion.rankConstant(), legs, index);
      case MAX -> extreme(scratch, true);
      case MIN -> extreme(scratch, false);
      case HARMONIC -> harmonic(legs, scratch);
      case GEOMETRIC -> geometric(legs, scratch);
      case PRODUCT -> product(scratch);
      case COMB_MNZ -> sum(scratch) * found(legs, index);
      case BORDA -> borda(legs, index);
    };
  }

  private static double weighted(Column[] legs, double[] scores) {
    double sum = 0;
    for (int i = 0; i < legs.length; i++) {
      sum += legs[i].weight * scores[i];
    }
    return sum;
  }

  private static double reciprocal(int constant, Column[] legs, int index) {
    double sum = 0;
    for (Column leg : legs) {
      if (leg.has(index)) {
        sum += legs.length * leg.weight / (constant + leg.rank(index));
      }
    }
    return sum;
  }

  private static double extreme(double[] scores, boolean largest) {
    double best = scores[0];
    for (double score : scores) {
      best = largest ? Math.max(best, score) : Math.min(best, score);
    }
    return best;
  }

  private static double harmonic(Column[] legs, double[] scores) {
    double sum = 0;
    for (int i = 0; i < legs.length; i++) {
      if (legs[i].weight > 0) {
        sum += legs[i].weight / scores[i];
      }
    }
    return 1 / sum; // a score of 0 makes the sum infinite
  }

  private static double geometric(Column[] legs, double[] scores) {
    double product = 1;
    for (int i = 0; i < legs.length; i++) {
      product *= Math.pow(scores[i], legs[i].weight);
    }
    return product;
  }

  private static double product(double[] scores) {
    double product = 1;
    for (double score : scores) {
      product *= score;
    }
    return product;
  }

  private static double sum(double[] scores) {
    double sum = 0;
    for (double score : scores) {
      sum += score;
    }
    return sum;
  }

  private static int found(Column[] legs, int index) {
    int found = 0;
    for (Column leg : legs) {
      found += leg.found(index) ? 1 : 0;
    }
    return found;
  }

  private static double borda(Column[] legs, int index) {
    double sum = 0;
    for (Column leg : legs) {
      sum += leg.has(index) ? leg.present - leg.rank(index) + 1 : 0;
    }
    return sum;
  }
}

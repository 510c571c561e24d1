package io.vecstore.text.eval;

import java.util.List;

/**
 * One number for a ranking, in [0, 1], higher is better. The usual definitions, as trec_eval
 * computes them.
 */
public sealed interface Measure {

  /**
   * Returns the value for one query.
   *
   * @param ranking the documents found, best first, each once
   */
  double of(Judgements judgements, String query, List<String> ranking);

  /** Normalized discounted cumulative gain of the first {@code k}, with linear gains. */
  record Ndcg(int k) implements Measure {
    @Override
    public double of(Judgements judgements, String query, List<String> ranking) {
      double sum = 0;
      for (int rank = 0; rank < Math.min(k, ranking.size()); rank++) {
        sum += discounted(judgements.gain(query, ranking.get(rank)), rank);
      }
      double[] ideal = judgements.ideal(query);
      double best = 0;
      for (int rank = 0; rank < Math.min(k, ideal.length); rank++) {
        best += discounted(ideal[rank], rank);
      }
      return best == 0 ? 0 : sum / best;
    }

    private static double discounted(double gain, int rank) {
      return Math.max(0, gain) * Math.log(2) / Math.log(rank + 2.0);
    }
  }

  /** The share of the answers that is among the first {@code k}. */
  record Recall(int k) implements Measure {
    @Override
    public double of(Judgements judgements, String query, List<String> ranking) {
      int answers = judgements.ideal(query).length;
      return answers == 0 ? 0 : (double) found(judgements, query, ranking, k) / answers;
    }
  }

  /** The share of the first {@code k} that are answers. */
  record Precision(int k) implements Measure {
    @Override
    public double of(Judgements judgements, String query, List<String> ranking) {
      return (double) found(judgements, query, ranking, k) / k;
    }
  }

  /** The mean, over all answers, of the precision at the rank where each was found. */
  record AveragePrecision() implements Measure {
    @Override
    public double of(Judgements judgements, String query, List<String> ranking) {
      int answers = judgements.ideal(query).length;
      int found = 0;
      double sum = 0;
      for (int rank = 0; rank < ranking.size(); rank++) {
        if (judgements.gain(query, ranking.get(rank)) > 0) {
          found++;
          sum += (double) found / (rank + 1);
        }
      }
      return answers == 0 ? 0 : sum / answers;
    }
  }

  /** One over the rank of the first answer, 0 where there is none. */
  record ReciprocalRank() implements Measure {
    @Override
    public double of(Judgements judgements, String query, List<String> ranking) {
      for (int rank = 0; rank < ranking.size(); rank++) {
        if (judgements.gain(query, ranking.get(rank)) > 0) {
          return 1.0 / (rank + 1);
        }
      }
      return 0;
    }
  }

  private static int found(Judgements judgements, String query, List<String> ranking, int k) {
    int found = 0;
    for (int rank = 0; rank < Math.min(k, ranking.size()); rank++) {
      found += judgements.gain(query, ranking.get(rank)) > 0 ? 1 : 0;
    }
    return found;
  }
}

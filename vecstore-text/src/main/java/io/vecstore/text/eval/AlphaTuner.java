package io.vecstore.text.eval;

import java.util.function.DoubleFunction;

/** Finds the weight of the vectors in a hybrid query that answers judged queries best. */
public final class AlphaTuner {

  private static final int STEPS = 20;

  /**
   * The best weight.
   *
   * @param alpha in [0, 1]
   * @param value the mean of the measure with it
   */
  public record Tuned(double alpha, double value) {}

  private AlphaTuner() {}

  /**
   * Tries the weights 0, 0.05, ... 1, and returns the one with the highest mean; of equals the one
   * in their middle, for that is the safest.
   *
   * @param search what a weight finds for the judged queries
   */
  public static Tuned fit(DoubleFunction<Rankings> search, Judgements judgements, Measure measure) {
    double best = -1;
    int first = 0;
    int last = 0;
    for (int step = 0; step <= STEPS; step++) {
      double mean = search.apply((double) step / STEPS).mean(measure, judgements);
      if (mean > best) {
        best = mean;
        first = step;
        last = step;
      } else if (mean == best && last == step - 1) {
        last = step;
      }
    }
    return new Tuned((first + last) / 2.0 / STEPS, best);
  }
}

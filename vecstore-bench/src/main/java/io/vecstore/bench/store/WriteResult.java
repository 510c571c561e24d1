package io.vecstore.bench.store;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the contestants did at one point: rows acknowledged a second, by contestant and round. Ours
 * is the first.
 */
record WriteResult(WritePoint point, Map<String, double[]> rates) {

  /** Returns the median over the rounds. */
  double rate(String contestant) {
    return median(rates.getOrDefault(contestant, new double[] {Double.NaN}));
  }

  /** Returns how many times as fast the first contestant was: the median of the rounds' ratios. */
  Map<String, Double> ratios() {
    Map<String, Double> ratios = new LinkedHashMap<>();
    double[] ours = rates.values().iterator().next();
    rates.forEach(
        (name, theirs) -> {
          double[] each = new double[ours.length];
          Arrays.setAll(each, round -> ours[round] / theirs[round]);
          ratios.put(name, median(each));
        });
    ratios.remove(rates.keySet().iterator().next());
    return ratios;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}

package io.vecstore.text.eval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What a system found for each query. Not thread-safe while it is filled. */
public final class Rankings {

  private final Map<String, List<String>> rankings = new LinkedHashMap<>();

  /** Creates an empty set of rankings. */
  public Rankings() {}

  /** Adds what was found for a query, best first. */
  public void add(String query, List<String> documents) {
    rankings.put(query, List.copyOf(documents));
  }

  /** Returns what was found for a query, best first; nothing where it was not asked. */
  public List<String> of(String query) {
    return rankings.getOrDefault(query, List.of());
  }

  /** Returns the values of a measure, one a judged query, in the order of the judgements. */
  public double[] values(Measure measure, Judgements judgements) {
    return judgements.queries().stream()
        .mapToDouble(query -> measure.of(judgements, query, of(query)))
        .toArray();
  }

  /** Returns the mean of a measure over the judged queries; 0 where there are none. */
  public double mean(Measure measure, Judgements judgements) {
    double[] values = values(measure, judgements);
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.length == 0 ? 0 : sum / values.length;
  }

  /**
   * Returns how likely a difference of means as large as that of two systems is if they are equally
   * good: Fisher's randomization test, two-sided (Smucker, Allan and Carterette 2007, §3.1).
   *
   * @param ours the values of one system, one a query
   * @param theirs of the other, for the same queries
   * @param trials how many exchanges to draw, for example 10,000
   */
  public static double significance(
      double[] ours, double[] theirs, int trials, SplittableRandom random) {
    double sum = 0;
    for (int i = 0; i < ours.length; i++) {
      sum += ours[i] - theirs[i];
    }
    double observed = Math.abs(sum) * (1 - 1e-12);
    int asLarge = 0;
    for (int trial = 0; trial < trials; trial++) {
      double drawn = 0;
      for (int i = 0; i < ours.length; i++) {
        double difference = ours[i] - theirs[i];
        drawn += random.nextBoolean() ? difference : -difference;
      }
      asLarge += Math.abs(drawn) >= observed ? 1 : 0;
    }
    return (asLarge + 1.0) / (trials + 1.0);
  }

  /** Returns the lines of a TREC run file. */
  public Stream<String> lines(String tag) {
    return rankings.entrySet().stream()
        .flatMap(
            entry -> {
              List<String> found = entry.getValue();
              return Stream.iterate(0, rank -> rank < found.size(), rank -> rank + 1)
                  .map(rank -> line(entry.getKey(), found, rank, tag));
            });
  }

  private static String line(String query, List<String> found, int rank, String tag) {
    return "%s Q0 %s %d %d %s"
        .formatted(query, found.get(rank), rank + 1, found.size() - rank, tag);
  }
}

package io.vecstore.text.eval;

import io.vecstore.core.error.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What people say about which documents answer which queries. Not thread-safe while it is filled.
 */
public final class Judgements {

  private final Map<String, Map<String, Double>> gains = new LinkedHashMap<>();

  /** Creates an empty set of judgements. */
  public Judgements() {}

  /**
   * Adds a judgement, or replaces it.
   *
   * @param gain how well the document answers the query; 0 or less is not at all
   */
  public void add(String query, String document, double gain) {
    gains.computeIfAbsent(query, key -> new LinkedHashMap<>()).put(document, gain);
  }

  /**
   * Reads the lines of a qrels file: query, document and gain, or the four columns of TREC, where
   * the second says nothing. Empty lines are passed over.
   *
   * @throws InvalidInputException if a line is something else, with the line
   */
  public static Judgements read(Stream<String> lines) {
    Judgements judgements = new Judgements();
    lines.filter(line -> !line.isBlank()).forEach(line -> judgements.read(line));
    return judgements;
  }

  private void read(String line) {
    String[] fields = line.strip().split("\\s+", -1);
    try {
      if (fields.length == 3 || fields.length == 4) {
        add(fields[0], fields[fields.length - 2], Double.parseDouble(fields[fields.length - 1]));
        return;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new InvalidInputException("'" + line + "' is not a query, a document and a gain");
  }

  /** Returns the queries for which a document has a gain above 0. */
  public Set<String> queries() {
    Map<String, Map<String, Double>> answered = new LinkedHashMap<>(gains);
    answered.values().removeIf(each -> each.values().stream().noneMatch(gain -> gain > 0));
    return answered.keySet();
  }

  /** Returns the gain of a document for a query; 0 where nobody judged. */
  public double gain(String query, String document) {
    return gains.getOrDefault(query, Map.of()).getOrDefault(document, 0.0);
  }

  /** Returns the gains above 0 of a query, highest first. */
  double[] ideal(String query) {
    double[] ascending =
        gains.getOrDefault(query, Map.of()).values().stream()
            .mapToDouble(Double::doubleValue)
            .filter(gain -> gain > 0)
            .sorted()
            .toArray();
    double[] descending = new double[ascending.length];
    for (int i = 0; i < descending.length; i++) {
      descending[i] = ascending[descending.length - 1 - i];
    }
    return descending;
  }
}

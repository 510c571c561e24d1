package io.vecstore.bench.text;

import io.vecstore.core.error.InvalidInputException;
import java.util.List;

/**
 * A query of the race.
 *
 * @param group the class of queries that it belongs to
 * @param kind what its terms mean
 * @param terms the terms; of a prefix, its letters
 * @param accepted the share of documents that its filter accepts; 1 without a filter
 */
record SpeedQuery(String group, Kind kind, List<String> terms, double accepted) {

  /** What the terms of a query mean. */
  enum Kind {
    /** Any may match. */
    ANY,
    /** All must match. */
    ALL,
    /** All must match, one after the other; worth twice its terms, however often it occurs. */
    PHRASE,
    /** The terms that begin so. */
    PREFIX
  }

  /** Returns the query as a line of a file. */
  String line() {
    return group + "\t" + kind + "\t" + accepted + "\t" + String.join(" ", terms);
  }

  /** Reads a line. */
  static SpeedQuery of(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != 4) {
      throw new InvalidInputException("'" + line + "' is no query");
    }
    return new SpeedQuery(
        fields[0],
        Kind.valueOf(fields[1]),
        List.of(fields[3].split(" ", -1)),
        Double.parseDouble(fields[2]));
  }
}

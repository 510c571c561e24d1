package io.vecstore.bench.filter;

import io.vecstore.bench.data.GroundTruth;
import io.vecstore.bench.data.JsonLines;
import io.vecstore.bench.data.VectorFile;
import io.vecstore.bench.data.Vectors;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.schema.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One filter and its exact answers.
 *
 * @param id its short name
 * @param filter what it accepts
 * @param matches how many rows it accepts
 * @param truth the nearest accepted rows of every query
 */
record FilterCase(String id, Filter filter, int matches, GroundTruth truth) {

  /** Returns how many hits every query must have. */
  int wanted(int k) {
    return Math.min(k, matches);
  }

  /**
   * Reads a file of filters, one JSON object a line: {@code id}, {@code expr}, {@code matches} and
   * {@code gt}, the file of exact answers.
   *
   * @param truthFolder where the files of exact answers are
   * @throws InvalidInputException if a line lacks one of these, or a filter does not parse
   */
  static List<FilterCase> read(
      Path file, Path truthFolder, Vectors base, Vectors queries, Metric metric, int k) {
    List<FilterCase> cases = new ArrayList<>();
    for (Map<String, @Nullable Object> line : JsonLines.read(file)) {
      int[][] answers = VectorFile.ordinals(truthFolder.resolve(text(line, "gt", file)));
      cases.add(
          new FilterCase(
              text(line, "id", file),
              Filter.parse(text(line, "expr", file)),
              Integer.parseInt(text(line, "matches", file)),
              new GroundTruth(base, queries, answers, metric, k)));
    }
    return cases;
  }

  /** Returns the case without a filter, with exact answers that are found here. */
  static FilterCase unfiltered(Vectors base, Vectors queries, Metric metric, int k) {
    Vectors unit = base.normalized();
    Vectors asked = queries.normalized();
    int[] all = IntStream.range(0, base.count()).toArray();
    int[][] answers =
        IntStream.range(0, asked.count())
            .parallel()
            .mapToObj(query -> GeneratedFilters.nearest(unit, asked.row(query), all, k))
            .toArray(int[][]::new);
    return new FilterCase(
        "all",
        Filter.parse("TRUE"),
        base.count(),
        new GroundTruth(base, queries, answers, metric, k));
  }

  private static String text(Map<String, @Nullable Object> line, String name, Path file) {
    Object value = line.get(name);
    if (value == null) {
      throw new InvalidInputException(
          file + ": expected \"" + name + "\" in every line, found " + line.keySet());
    }
    return value.toString();
  }
}

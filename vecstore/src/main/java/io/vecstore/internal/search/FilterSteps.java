package io.vecstore.internal.search;

import io.vecstore.core.column.FilterStep;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.query.Explanation;
import io.vecstore.core.query.Query;
import io.vecstore.internal.segment.SegmentSlice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says for an explanation what each part of a filter found, segment by segment. */
final class FilterSteps {

  private FilterSteps() {}

  /**
   * Notes how many documents pass, and evaluates the filter once more, past what is remembered, to
   * see what each part of it costs.
   */
  static void note(Query query, List<SegmentSlice> slices, List<Matching> matching, Trace step) {
    step.detail(() -> query.filter().map(Filter::toString).orElse("none"));
    step.count("documents pass", matching.stream().mapToLong(Matching::count).sum());
    step.count("documents", slices.stream().mapToLong(SegmentSlice::liveCount).sum());
    query
        .filter()
        .ifPresent(
            filter ->
                slices.forEach(
                    slice ->
                        step.add(
                            explanation(
                                slice.segment().label() + ": ",
                                "rows",
                                slice.segment().trace(filter, slice.rows())))));
  }

  private static Map<String, Long> counts(String counted, FilterStep step) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put(counted + " expected", step.expected());
    counts.put(counted + ", deleted ones too", (long) step.rows());
    return counts;
  }

  private static Explanation explanation(String place, String counted, FilterStep step) {
    boolean skipped = step.rows() < 0;
    boolean narrows = step.filter() instanceof Filter.And;
    List<Explanation> parts = new ArrayList<>();
    for (FilterStep part : step.parts()) {
      parts.add(explanation("", narrows && !parts.isEmpty() ? "rows left" : "rows", part));
    }
    return new Explanation(
        place + step.filter(),
        skipped ? "not looked at: no row was left" : "",
        skipped ? Map.of() : counts(counted, step),
        Duration.ofNanos(step.nanos()),
        parts);
  }
}

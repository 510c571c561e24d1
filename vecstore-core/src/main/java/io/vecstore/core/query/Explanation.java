package io.vecstore.core.query;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a search did, step by step: the same plan that the search runs, with counts and times.
 * Prints as a tree.
 *
 * @param step what was done, for example {@code graph walk}
 * @param detail what was decided, and why
 * @param counts what was counted, by name, in the order of the work, for example {@code rows scored
 *     by code}
 * @param took the time of the step, its parts included
 * @param parts the steps that it is made of, in order
 */
public record Explanation(
    String step, String detail, Map<String, Long> counts, Duration took, List<Explanation> parts) {

  /** Copies the map and the list. */
  public Explanation {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    parts = List.copyOf(parts);
  }

  /** Returns what the step and all below it counted under a name; 0 where nobody did. */
  public long total(String name) {
    return counts.getOrDefault(name, 0L) + parts.stream().mapToLong(part -> part.total(name)).sum();
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    print(out, "", "");
    return out.toString();
  }

  private void print(StringBuilder out, String first, String rest) {
    String numbers =
        counts.entrySet().stream()
            .map(each -> String.format(Locale.ROOT, "%,d %s", each.getValue(), each.getKey()))
            .collect(Collectors.joining(", "));
    String line =
        first
            + step
            + (detail.isEmpty() ? "" : "  " + detail)
            + (numbers.isEmpty() ? "" : "  " + numbers);
    out.append(String.format(Locale.ROOT, "%-72s %8.3f ms%n", line, took.toNanos() / 1e6));
    for (int i = 0; i < parts.size(); i++) {
      boolean last = i == parts.size() - 1;
      parts.get(i).print(out, rest + (last ? "└─ " : "├─ "), rest + (last ? "   " : "│  "));
    }
  }
}

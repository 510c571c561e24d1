package io.vecstore.core.query;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a search did, step by step: the same plan that the search runs, with counts and times.
 * Prints as a tree.
 *
 * @param step what was done, for example {@code graph walk}
 * @param detail the numbers of the step, for example {@code ef 128, 1904 scored}
 * @param took the time of the step, its parts included
 * @param parts the steps that it is made of, in order
 */
public record Explanation(String step, String detail, Duration took, List<Explanation> parts) {

  /** Copies the list. */
  public Explanation {
    parts = List.copyOf(parts);
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    print(out, "", "");
    return out.toString();
  }

  private void print(StringBuilder out, String first, String rest) {
    String line = first + step + (detail.isEmpty() ? "" : "  " + detail);
    out.append(String.format(Locale.ROOT, "%-72s %8.3f ms%n", line, took.toNanos() / 1e6));
    for (int i = 0; i < parts.size(); i++) {
      boolean last = i == parts.size() - 1;
      parts.get(i).print(out, rest + (last ? "└─ " : "├─ "), rest + (last ? "   " : "│  "));
    }
  }
}

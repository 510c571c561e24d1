package io.vecstore.core.query;

import java.util.List;
import java.util.Locale;

/**
 * Why a document has its score for a query: a number, and what it is made of, down to the single
 * word. Prints as a tree.
 *
 * @param name what the number is of, for example {@code keywords} or {@code title:batteri}
 * @param value the number
 * @param detail how it comes about
 * @param parts what it is made of
 */
public record ScoreExplanation(
    String name, double value, String detail, List<ScoreExplanation> parts) {

  /** Copies the list. */
  public ScoreExplanation {
    parts = List.copyOf(parts);
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    print(out, "", "");
    return out.toString();
  }

  private void print(StringBuilder out, String first, String rest) {
    out.append(String.format(Locale.ROOT, "%s%.4f  %s  %s%n", first, value, name, detail));
    for (int i = 0; i < parts.size(); i++) {
      boolean last = i == parts.size() - 1;
      parts.get(i).print(out, rest + (last ? "└─ " : "├─ "), rest + (last ? "   " : "│  "));
    }
  }
}

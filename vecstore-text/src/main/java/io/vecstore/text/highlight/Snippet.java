package io.vecstore.text.highlight;

import java.util.List;
import java.util.Locale;

/**
 * A passage of a text: exactly {@code original.substring(start, end)}.
 *
 * @param text the passage
 * @param start where it starts in the original, in UTF-16 units
 * @param end one past where it ends
 * @param marks what was asked for in it, in order, without overlaps
 */
public record Snippet(String text, int start, int end, List<Mark> marks) {

  /**
   * A word or phrase that was asked for.
   *
   * @param start where it starts in the original, in UTF-16 units
   * @param end one past where it ends
   */
  public record Mark(int start, int end) {}

  /** Copies the marks. */
  public Snippet {
    marks = List.copyOf(marks);
  }

  /** Returns the passage with what was asked for between two strings. */
  public String marked(String before, String after) {
    return render(before, after, false);
  }

  /** Returns the passage as HTML: what was asked for between mark tags, everything else escaped. */
  public String html() {
    return render("<mark>", "</mark>", true);
  }

  private String render(String before, String after, boolean escaped) {
    StringBuilder rendered = new StringBuilder();
    int at = start;
    for (Mark mark : marks) {
      append(rendered, at, mark.start(), escaped);
      rendered.append(before);
      append(rendered, mark.start(), mark.end(), escaped);
      rendered.append(after);
      at = mark.end();
    }
    append(rendered, at, end, escaped);
    return rendered.toString();
  }

  private void append(StringBuilder rendered, int from, int to, boolean escaped) {
    for (int i = from - start; i < to - start; i++) {
      char unit = text.charAt(i);
      if (escaped && (unit == '<' || unit == '>' || unit == '&' || unit == '"' || unit == '\'')) {
        rendered.append(String.format(Locale.ROOT, "&#%d;", (int) unit));
      } else {
        rendered.append(unit);
      }
    }
  }
}

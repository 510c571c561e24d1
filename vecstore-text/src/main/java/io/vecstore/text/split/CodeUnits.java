package io.vecstore.text.split;

import java.util.ArrayList;
import java.util.List;

/** Reads the shape of source code from its indentation. */
final class CodeUnits {

  private static final String LEADS = "/#*@-%;<";
  private static final String CLOSES = "})]";
  private static final int TAB = 4;

  private CodeUnits() {}

  /**
   * Returns spans that cover a span, each beginning at a line of the least indentation, with the
   * comments and annotations right above it.
   */
  static List<Span> of(String text, Span span) {
    List<Span> lines = Grain.LINE.cut(text, span);
    int least = least(text, lines);
    List<Span> units = new ArrayList<>();
    int from = span.start();
    boolean leading = true;
    for (Span line : lines) {
      int indentation = indentation(text, line);
      if (indentation != least || closes(text, line)) {
        leading &= indentation < 0;
        continue;
      }
      if (!leading && line.start() > from) {
        units.add(new Span(from, line.start()));
        from = line.start();
      }
      leading = leads(text, line);
    }
    units.add(new Span(from, span.end()));
    return units;
  }

  /**
   * Returns the indented lines after the head of a unit, and before what closes it; may be empty.
   */
  static Span body(String text, Span unit) {
    List<Span> lines = Grain.LINE.cut(text, unit);
    int least = least(text, lines);
    int first = -1;
    int last = -1;
    for (int i = 1; i < lines.size(); i++) {
      if (indentation(text, lines.get(i)) > least) {
        first = first < 0 ? i : first;
        last = i;
      }
    }
    return first < 0
        ? new Span(unit.end(), unit.end())
        : new Span(lines.get(first).start(), lines.get(last).end());
  }

  /** Returns the last line of a head that is no comment or annotation, without what opens it. */
  static String title(String text, Span head) {
    String title = "";
    for (Span line : Grain.LINE.cut(text, head)) {
      Span bare = line.strip(text);
      if (!bare.isEmpty() && (title.isEmpty() || !leads(text, line))) {
        title = text.substring(bare.start(), bare.end());
      }
    }
    return title.replaceAll("[\\s{:(]+$", "");
  }

  private static int least(String text, List<Span> lines) {
    int least = Integer.MAX_VALUE;
    for (Span line : lines) {
      int indentation = indentation(text, line);
      least = indentation >= 0 ? Math.min(least, indentation) : least;
    }
    return least;
  }

  /** Returns how far a line is indented, or -1 if it is blank. */
  private static int indentation(String text, Span line) {
    int width = 0;
    for (int i = line.start(); i < line.end(); i++) {
      char unit = text.charAt(i);
      if (!Character.isWhitespace(unit)) {
        return width;
      }
      width += unit == '\t' ? TAB : 1;
    }
    return -1;
  }

  private static boolean closes(String text, Span line) {
    Span bare = line.strip(text);
    return !bare.isEmpty() && CLOSES.indexOf(text.charAt(bare.start())) >= 0;
  }

  private static boolean leads(String text, Span line) {
    Span bare = line.strip(text);
    return !bare.isEmpty() && LEADS.indexOf(text.charAt(bare.start())) >= 0;
  }
}

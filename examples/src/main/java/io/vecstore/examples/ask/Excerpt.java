package io.vecstore.examples.ask;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** Picks one sentence, list item or table row to show: the first that is worth most. */
public final class Excerpt {

  private Excerpt() {}

  /** Returns the part of a Markdown text that is worth most, on one line. */
  public static String of(String markdown, ToIntFunction<String> worth) {
    String best = "";
    int most = -1;
    for (String part : parts(markdown)) {
      int found = worth.applyAsInt(part);
      if (found > most) {
        most = found;
        best = part;
      }
    }
    return best;
  }

  /** Returns the sentences, list items and table rows, without headings and Markdown's marks. */
  private static List<String> parts(String markdown) {
    List<String> parts = new ArrayList<>();
    StringBuilder paragraph = new StringBuilder();
    for (String line : (markdown + "\n\n").split("\n", -1)) {
      boolean ruler = line.matches("\\s*\\|[-| :]+");
      boolean stands = line.isBlank() || line.matches("\\s*([|>#`]|[-*] |\\d+\\. ).*");
      if (stands && !ruler) {
        sentences(paragraph.toString(), parts);
        paragraph.setLength(0);
      }
      if (ruler) {
        paragraph.setLength(0); // what is above is the head of a table
      } else if (!line.matches("\\s*(#+ .*|```.*|)")) {
        paragraph.append(plain(line)).append(' ');
      }
    }
    return parts;
  }

  private static void sentences(String paragraph, List<String> parts) {
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
    breaks.setText(paragraph);
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      String sentence = paragraph.substring(start, end).strip();
      if (!sentence.isEmpty()) {
        parts.add(sentence);
      }
      start = end;
    }
  }

  /** Returns a line with links as their text, cells apart, and no marks. */
  private static String plain(String line) {
    return line.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
        .replaceAll("^\\s*([|>]|[-*] |\\d+\\. )|[`*]|\\|\\s*$", "")
        .replace('|', '·')
        .strip();
  }
}

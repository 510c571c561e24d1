package io.vecstore.text.split;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the blocks of Markdown, line by line (CommonMark 0.31 §4 and §5, with front matter). */
final class MarkdownBlocks {

  /**
   * A block, with the blank lines after it.
   *
   * @param span where it is
   * @param level 1 to 6 for a heading, 0 for anything else
   * @param title of a heading
   */
  record Block(Span span, int level, String title) {}

  private enum Kind {
    NONE,
    PARAGRAPH,
    LIST
  }

  private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}(?=[^`]*$)|~{3,}).*");
  private static final Pattern HEADING = Pattern.compile(" {0,3}(#{1,6})(?:[ \\t](.*))?");
  private static final Pattern CLOSING = Pattern.compile("(?:^|[ \\t])#+[ \\t]*$");
  private static final Pattern UNDERLINE = Pattern.compile(" {0,3}(=+|-+)[ \\t]*");
  private static final Pattern ITEM = Pattern.compile(" {0,3}(?:[-*+]|\\d{1,9}[.)])(?:[ \\t].*)?");

  private final String text;
  private final List<Span> lines;
  private final List<Block> blocks = new ArrayList<>();
  private Kind kind = Kind.NONE;
  private int first;

  private MarkdownBlocks(String text) {
    this.text = text;
    this.lines = text.isEmpty() ? List.of() : Grain.LINE.cut(text, new Span(0, text.length()));
  }

  /** Returns the blocks of a text, in order; they cover it. */
  static List<Block> of(String text) {
    MarkdownBlocks reader = new MarkdownBlocks(text);
    reader.read();
    return reader.blocks;
  }

  private void read() {
    int line = frontMatter();
    while (line < lines.size()) {
      line = read(line);
    }
    end(lines.size());
  }

  /** Reads what begins at a line, and returns the line after it. */
  private int read(int line) {
    String content = content(line);
    if (content.isBlank()) {
      int next = line;
      while (next < lines.size() && content(next).isBlank()) {
        next++;
      }
      boolean goesOn = kind == Kind.LIST && next < lines.size() && belongsToList(content(next));
      if (!goesOn) {
        end(next);
      }
      return next;
    }
    Matcher fence = FENCE.matcher(content);
    if (fence.matches()) {
      end(line);
      int next = afterFence(line, fence.group(1));
      add(line, next, 0, "");
      return next;
    }
    Matcher heading = HEADING.matcher(content);
    if (heading.matches()) {
      end(line);
      String title = heading.group(2) == null ? "" : heading.group(2);
      title = CLOSING.matcher(title).replaceFirst("").strip();
      add(line, line + 1, heading.group(1).length(), title);
      return line + 1;
    }
    if (kind == Kind.PARAGRAPH && first == line - 1 && UNDERLINE.matcher(content).matches()) {
      kind = Kind.NONE;
      add(line - 1, line + 1, content.strip().charAt(0) == '=' ? 1 : 2, content(line - 1).strip());
      return line + 1;
    }
    text(line, ITEM.matcher(content).matches());
    return line + 1;
  }

  private void text(int line, boolean item) {
    if (kind == Kind.NONE || (item && kind == Kind.PARAGRAPH)) {
      end(line);
      kind = item ? Kind.LIST : Kind.PARAGRAPH;
      first = line;
    }
  }

  private static boolean belongsToList(String content) {
    return content.startsWith("  ") || content.startsWith("\t") || ITEM.matcher(content).matches();
  }

  /** Returns the first line after the front matter, which is a block. */
  private int frontMatter() {
    if (lines.isEmpty() || !content(0).equals("---")) {
      return 0;
    }
    for (int i = 1; i < lines.size(); i++) {
      if (content(i).equals("---") || content(i).equals("...")) {
        add(0, i + 1, 0, "");
        return i + 1;
      }
    }
    return 0;
  }

  /** Returns the first line after the code block that begins at a line. */
  private int afterFence(int line, String fence) {
    for (int i = line + 1; i < lines.size(); i++) {
      String content = content(i).strip();
      if (content.length() >= fence.length()
          && content.chars().allMatch(unit -> unit == fence.charAt(0))) {
        return i + 1;
      }
    }
    return lines.size();
  }

  /** Ends the paragraph or list that is being read, before a line. */
  private void end(int line) {
    if (kind != Kind.NONE) {
      add(first, line, 0, "");
    }
    kind = Kind.NONE;
  }

  private void add(int from, int to, int level, String title) {
    blocks.add(new Block(new Span(lines.get(from).start(), lines.get(to - 1).end()), level, title));
  }

  private String content(int line) {
    int end = lines.get(line).end();
    while (end > lines.get(line).start() && isLineBreak(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(lines.get(line).start(), end);
  }

  private static boolean isLineBreak(char unit) {
    return unit == '\n' || unit == '\r';
  }
}

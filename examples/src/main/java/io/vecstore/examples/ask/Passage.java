package io.vecstore.examples.ask;

import io.vecstore.rag.SourceText;
import io.vecstore.text.split.Chunk;
import io.vecstore.text.split.TextSplitter;
import java.util.List;
import java.util.Map;

/**
 * A piece of a file that is small enough to be embedded.
 *
 * @param file the file
 * @param chunk the piece, and where it lies in the file
 */
public record Passage(SourceText file, Chunk chunk) {

  /** About as much as the model reads of a text. */
  private static final int MOST_CHARACTERS = 900;

  /** Between the headings of a chunk's context. */
  private static final String SEPARATOR = " > ";

  /** Returns the pieces of a file, in order; a heading without a text below it is not one. */
  public static List<Chunk> chunks(SourceText file) {
    TextSplitter splitter =
        file.id().endsWith(".txt")
            ? TextSplitter.recursive(MOST_CHARACTERS)
            : TextSplitter.markdown(MOST_CHARACTERS);
    return splitter.split(file.text()).stream()
        .filter(chunk -> !chunk.text().matches("(#+ [^\n]*\n*)+"))
        .toList();
  }

  /** Returns the line of the file that the piece begins in, from 1. */
  public int line() {
    return 1
        + (int)
            file.text().substring(0, chunk.start()).chars().filter(unit -> unit == '\n').count();
  }

  /** Returns the nearest heading, or the name of the file where there is none. */
  public String section() {
    String headings = chunk.context();
    int last = headings.lastIndexOf(SEPARATOR);
    return headings.isEmpty()
        ? file.id()
        : headings.substring(last < 0 ? 0 : last + SEPARATOR.length());
  }

  /** Returns what is kept beside the text: where it is, and the headings that it is under. */
  public Map<String, Object> metadata() {
    return Map.of(
        "file", file.id(),
        "modified", file.metadata().get("modified"),
        "section", section(),
        "headings", chunk.context(),
        "line", line());
  }
}

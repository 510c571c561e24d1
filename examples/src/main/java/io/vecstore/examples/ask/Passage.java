package io.vecstore.examples.ask;

import io.vecstore.core.model.Document;
import io.vecstore.text.split.Chunk;
import io.vecstore.text.split.TextSplitter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A piece of a file that is small enough to be embedded.
 *
 * @param file the name of the file
 * @param chunk the piece, and where it lies in the file
 * @param line the line of the file that it begins in, from 1
 */
public record Passage(String file, Chunk chunk, int line) {

  /** About as much as the model reads of a text. */
  private static final int MOST_CHARACTERS = 900;

  /** Between the headings of a chunk's context. */
  private static final String SEPARATOR = " > ";

  /** Returns the passages of a file, in order; a heading without a text below it is not one. */
  public static List<Passage> of(String file, String text) {
    TextSplitter splitter =
        file.endsWith(".txt")
            ? TextSplitter.recursive(MOST_CHARACTERS)
            : TextSplitter.markdown(MOST_CHARACTERS);
    return splitter.split(text).stream()
        .filter(chunk -> !chunk.text().matches("(#+ [^\n]*\n*)+"))
        .map(chunk -> new Passage(file, chunk, line(text, chunk.start())))
        .toList();
  }

  private static int line(String text, int at) {
    return 1 + (int) text.substring(0, at).chars().filter(unit -> unit == '\n').count();
  }

  /** Returns the id under which the passage is stored; the same in every run. */
  public String id() {
    return file + "#" + chunk.index();
  }

  /** Returns the nearest heading, or the name of the file where there is none. */
  public String section() {
    String headings = chunk.context();
    int last = headings.lastIndexOf(SEPARATOR);
    return headings.isEmpty() ? file : headings.substring(last < 0 ? 0 : last + SEPARATOR.length());
  }

  /** Returns a fingerprint of the text: where it is unchanged, the vector is too. */
  public String hash() {
    try {
      byte[] text = chunk.inContext().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** Returns the document that is stored. Its text has the headings, which say what it is about. */
  public Document document(float[] vector, Instant modified) {
    return Document.of(id(), vector)
        .withText(chunk.inContext())
        .withMetadata(
            Map.of(
                "file", file,
                "section", section(),
                "headings", chunk.context(),
                "start", chunk.start(),
                "end", chunk.end(),
                "line", line,
                "hash", hash(),
                "modified", modified));
  }
}

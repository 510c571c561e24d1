package io.vecstore.core.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vecstore.core.error.FilterSyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The messages of wrong filters, word for word. {@code errors.txt} holds a block for each: the text
 * as a Java string literal would have it, the code and the offset, the message. After a change,
 * read what the test prints, and copy it.
 */
class FilterErrorsTest {

  /** Filters too large to write down. */
  private static final List<String> LARGE =
      List.of(
          "NOT ".repeat(65) + "a = 1",
          "a = 1 OR ".repeat(500) + "a = 1",
          "a IN [" + "1, ".repeat(10_000) + "1]",
          "a" + ".b".repeat(128) + " = 1",
          " ".repeat(65_537));

  private static String golden() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(FilterErrorsTest.class.getResourceAsStream("errors.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> blocks() throws IOException {
    return List.of(golden().strip().split("\n\n"));
  }

  /** Returns the codes that the file has a filter for. */
  static List<String> codes() throws IOException {
    List<String> codes = new ArrayList<>();
    for (String block : blocks()) {
      codes.add(block.lines().skip(1).findFirst().orElseThrow().replaceAll(" .*", ""));
    }
    return codes;
  }

  @Test
  void everyMessageIsTheOneThatWasReadOnce() throws IOException {
    StringBuilder now = new StringBuilder();
    for (String block : blocks()) {
      String shown = block.lines().findFirst().orElseThrow();
      String text =
          shown.startsWith("LARGE ")
              ? LARGE.get(Integer.parseInt(shown.substring("LARGE ".length())))
              : shown.replace("\\uD800", "\uD800").translateEscapes();
      FilterSyntaxException error =
          assertThrows(FilterSyntaxException.class, () -> Filter.parse(text), shown);
      now.append(shown).append('\n');
      now.append(error.code()).append(" at ").append(error.offset()).append('\n');
      now.append(error.getMessage()).append("\n\n");
    }
    Files.writeString(Path.of("target/errors.txt"), now);
    assertEquals(golden().strip(), now.toString().strip());
  }
}

package io.vecstore.core.column;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.spi.MemorySections;
import io.vecstore.core.spi.Section;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The bytes of version 1, kept for ever: today's writer makes them, and today's reader reads them.
 * A change of either is a change of the format. The test leaves what is written in {@code
 * target/columns-v1.hex}.
 */
class ColumnFormatTest {

  private static final List<Metadata> DOCUMENTS =
      List.of(
          Metadata.of(Map.of("n", 7, "x", -0.5, "s", "b", "at", Instant.EPOCH, "ok", true)),
          Metadata.of(Map.of("n", -1, "s", "a", "tags", List.of("t", 1), "ok", false)),
          Metadata.of(Map.of("s", "b", "o", Map.of("p", List.of(Map.of("q", "é")))))
              .with("z", null));

  private static byte[] golden() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ColumnFormatTest.class.getResourceAsStream("columns-v1.hex"))) {
      String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }
  }

  @Test
  void writerMakesTheBytesOfVersion1() throws IOException {
    Section section = SealedColumns.build(DOCUMENTS.iterator()).getFirst();
    assertEquals("columns", section.name());
    assertEquals(1, section.version());
    byte[] bytes = new byte[(int) section.byteSize()];
    int at = 0;
    for (MemorySegment part : section.parts()) {
      MemorySegment.copy(part, ValueLayout.JAVA_BYTE, 0, bytes, at, (int) part.byteSize());
      at += (int) part.byteSize();
    }
    Files.writeString(Path.of("target/columns-v1.hex"), lines(bytes));
    assertEquals(lines(golden()), lines(bytes));
  }

  private static String lines(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += 32) {
      int to = Math.min(bytes.length, from + 32);
      lines.add(HexFormat.of().formatHex(Arrays.copyOfRange(bytes, from, to)));
    }
    return String.join("\n", lines) + "\n";
  }

  @Test
  void readerReadsTheBytesOfVersion1() throws IOException {
    Section section = Section.of("columns", 1, MemorySegment.ofArray(golden()));
    MemorySections sections = new MemorySections("old", List.of(section), Arena.ofAuto());
    SealedColumns columns = SealedColumns.open(sections, 3);
    for (String text :
        List.of(
            "n < 7",
            "x = -0.5",
            "s = 'b'",
            "at = DATE '1970-01-01'",
            "ok = FALSE",
            "tags = 1",
            "tags[0] = 't'",
            "o.p[].q = 'é'",
            "z IS NULL",
            "s > 'a' OR n > 0")) {
      Filter filter = Filter.parse(text);
      for (int row = 0; row < 3; row++) {
        boolean wanted = filter.matches(DOCUMENTS.get(row));
        assertEquals(wanted, columns.matching(filter, 3).contains(row), text + " of row " + row);
      }
    }
  }
}

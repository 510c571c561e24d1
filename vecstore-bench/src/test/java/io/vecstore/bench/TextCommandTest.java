package io.vecstore.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextCommandTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void bothEnginesFindTheSameScores() {
    assertEquals(
        0,
        run(
            "--speed",
            "--documents=4000",
            "--queries=3",
            "--rounds=1",
            "--warm-up-millis=0",
            "--segments=2"),
        () -> out + "\n" + err);
    String table = out.toString();
    for (String group : List.of("term H", "or 20", "and HMM", "phrase 3", "prefix", "or 5, 1 %")) {
      assertEquals(2, table.lines().filter(line -> line.startsWith(group)).count(), table);
    }
  }

  @Test
  void everyWayIsMeasured() throws IOException {
    writeSet("1\t2\t1\n2\t1\t1\n");

    run("--corpus=" + folder);

    String table = out.toString();
    assertTrue(table.contains("tiny               keyword     1.0000   1.0000"), table);
    assertTrue(table.contains("tiny               vector      1.0000   1.0000"), table);
    assertTrue(table.contains("tiny               hybrid      1.0000   1.0000"), table);
    assertTrue(table.contains("mean               rrf         1.0000   1.0000"), table);
  }

  /** Three equally good rankings: the hybrid one is not above the others. */
  @Test
  void aMissedGateIsToldAndFails() throws IOException {
    writeSet("1\t2\t1\n2\t1\t1\n");

    assertEquals(1, run("--corpus=" + folder));
    assertTrue(out.toString().contains("MISSED mean nDCG@10: hybrid 1.0000"), out::toString);
  }

  @Test
  void nothingToMeasureIsSaid() {
    assertEquals(1, run());
    assertTrue(err.toString().contains("give --corpus DIR or --speed"), err::toString);
  }

  private void writeSet(String judgements) throws IOException {
    Path set = Files.createDirectories(folder.resolve("tiny"));
    try (OutputStream file =
        new GZIPOutputStream(Files.newOutputStream(set.resolve("corpus.jsonl.gz")))) {
      file.write(
          """
          {"_id": "1", "title": "ships", "text": "sail the sea"}
          {"_id": "2", "title": "", "text": "a battery is charged"}
          """
              .getBytes(StandardCharsets.UTF_8));
    }
    Files.writeString(set.resolve("queries.tsv"), "1\tcharging batteries\n2\tsailing ship\n");
    Files.writeString(set.resolve("qrels.tsv"), judgements);
    vectors(set.resolve("minilm_docs.hvecs"), new float[][] {{1, 0}, {0, 1}});
    vectors(set.resolve("minilm_queries.hvecs"), new float[][] {{0, 1}, {1, 0}});
  }

  private static void vectors(Path file, float[][] rows) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : rows) {
      bytes.putInt(row.length);
      for (float component : row) {
        bytes.putShort(Float.floatToFloat16(component));
      }
    }
    Files.write(file, java.util.Arrays.copyOf(bytes.array(), bytes.position()));
  }

  private int run(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "text";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Bench.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }
}

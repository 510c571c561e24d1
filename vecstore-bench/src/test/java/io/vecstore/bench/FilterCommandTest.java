package io.vecstore.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterCommandTest {

  private static final int ROWS = 300;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void everyEngineFindsWhatTheFilterAccepts() throws IOException {
    writeSet();

    assertEquals(0, run("vecstore,lucene,jvector"), err::toString);

    String table = out.toString();
    assertTrue(table.contains("matches engine"), table);
    for (String engine : List.of("vecstore", "lucene", "jvector")) {
      List<String> lines = table.lines().filter(line -> line.contains(" " + engine + " ")).toList();
      assertEquals(3, lines.size(), table);
      assertTrue(lines.getFirst().matches("all .* 1\\.00 .*"), table);
      lines.forEach(line -> assertTrue(line.matches(".* 10 +1\\.0000 .*"), table));
    }
  }

  @Test
  void generatedFiltersHaveExactAnswersAtEveryShare() throws IOException {
    writeSet();

    assertEquals(0, execute("vecstore,lucene", "--generated"), err::toString);

    List<String> lines =
        out.toString().lines().filter(line -> line.contains(" vecstore ")).toList();
    assertEquals(16, lines.size(), out::toString);
    lines.forEach(line -> assertTrue(line.matches(".* +1\\.0000 .*(scan|walk): .*"), line));
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("near 50%")), out::toString);
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("far 0.01%")), out::toString);
  }

  @Test
  void withoutFiltersToReadTheyMustBeGenerated() throws IOException {
    writeSet();

    assertEquals(1, execute("vecstore"));
    assertTrue(err.toString().contains("--generated alone"), err::toString);
  }

  @Test
  void anEngineWithoutFiltersIsRefused() throws IOException {
    writeSet();

    assertEquals(1, run("hnswlib"));
    assertTrue(err.toString().contains("hnswlib cannot filter"), err::toString);
  }

  /** Random vectors; rows 0 to 2 of every four are red, and their size is their number. */
  private void writeSet() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    float[][] base = new float[ROWS][8];
    List<String> metadata = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      for (int i = 0; i < 8; i++) {
        base[row][i] = random.nextFloat() - 0.5f;
      }
      metadata.add(
          "{\"colour\": \"%s\", \"size\": %d}".formatted(row % 4 < 3 ? "red" : "blue", row));
    }
    float[][] queries = {base[5].clone(), base[100].clone()};
    Files.write(folder.resolve("base.fvecs"), fvecs(base));
    Files.write(folder.resolve("query.fvecs"), fvecs(queries));
    Files.write(folder.resolve("meta.jsonl"), metadata);
    Files.write(folder.resolve("red.ivecs"), nearest(base, queries, row -> row % 4 < 3));
    Files.write(folder.resolve("small.ivecs"), nearest(base, queries, row -> row < 50));
    Files.write(
        folder.resolve("filters.jsonl"),
        List.of(
            "{\"id\": \"red\", \"expr\": \"colour = 'red'\", \"matches\": 225, \"gt\":"
                + " \"red.ivecs\"}",
            "{\"id\": \"small\", \"expr\": \"size < 50\", \"matches\": 50, \"gt\":"
                + " \"small.ivecs\"}"));
  }

  private int run(String engines) {
    return execute(
        engines,
        "--meta=" + folder.resolve("meta.jsonl"),
        "--filters=" + folder.resolve("filters.jsonl"),
        "--truth-dir=" + folder);
  }

  private int execute(String engines, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "filter",
                "--base=" + folder.resolve("base.fvecs"),
                "--query=" + folder.resolve("query.fvecs"),
                "--engines=" + engines,
                "--rounds=1",
                "--turn-millis=0"));
    arguments.addAll(List.of(more));
    return Bench.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }

  private static byte[] nearest(
      float[][] base, float[][] queries, java.util.function.IntPredicate accepted) {
    ByteBuffer bytes = ByteBuffer.allocate(queries.length * 44).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] query : queries) {
      bytes.putInt(10);
      java.util.stream.IntStream.range(0, base.length)
          .filter(accepted)
          .boxed()
          .sorted(java.util.Comparator.comparingDouble(row -> -cosine(base[row], query)))
          .limit(10)
          .forEach(bytes::putInt);
    }
    return bytes.array();
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return dot / Math.sqrt(aa * bb);
  }

  private static byte[] fvecs(float[][] rows) {
    ByteBuffer bytes =
        ByteBuffer.allocate(rows.length * (4 + 4 * rows[0].length)).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : rows) {
      bytes.putInt(row.length);
      for (float x : row) {
        bytes.putFloat(x);
      }
    }
    return bytes.array();
  }
}

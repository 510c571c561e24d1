package io.vecstore.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  @Test
  void helpTeaches() throws IOException {
    assertEquals(0, run("--help"));
    assertGolden("help.txt");
  }

  @Test
  void helpOfAnnTeaches() throws IOException {
    assertEquals(0, run("ann", "--help"));
    assertGolden("help-ann.txt");
  }

  @Test
  void theSmallSetIsRaced() throws IOException {
    Path json = folder.resolve("out.json");
    Path plot = folder.resolve("out.png");
    List<String> arguments = annArguments("sift5k");
    arguments.addAll(
        List.of(
            "--engines",
            "vecstore,vecstore-engine,lucene,jvector",
            "--queries",
            "20",
            "--rounds",
            "1"));
    arguments.addAll(
        List.of("--turn-millis", "0", "--warm-up-millis", "0", "--ef-construction", "40"));
    arguments.addAll(List.of("--json", json.toString(), "--plot", plot.toString()));

    assertEquals(0, run(arguments.toArray(String[]::new)), err::toString);

    assertTrue(
        out.toString().contains("sift5k, 5,000 x 128, euclidean, recall@10 of 20 queries"),
        out::toString);
    assertTrue(Files.readString(json).contains("\"ratios\""));
    assertEquals(1200, ImageIO.read(plot.toFile()).getWidth());
  }

  @Test
  void wrongArgumentsExitWithTwo() {
    assertEquals(2, run("ann", "--base", "x.fvecs"));
    assertTrue(err.toString().contains("--query"), err::toString);
  }

  @Test
  void expectedFailuresAreOneLine() {
    assertEquals(
        1,
        run(
            "ann",
            "--base",
            "none.fvecs",
            "--query",
            "q.fvecs",
            "--truth",
            "t.ivecs",
            "--metric",
            "l2",
            "--engines",
            "lucene"));
    assertTrue(err.toString().contains("none.fvecs"), err::toString);
    assertTrue(err.toString().lines().noneMatch(line -> line.contains("\tat ")), err::toString);
  }

  @Test
  void withoutAnyEngineThereIsNoRace() {
    System.setProperty("vecstore.bench.drivers", folder.toString());
    try {
      List<String> arguments = annArguments("sift5k");
      arguments.addAll(List.of("--engines", "hnswlib,faiss"));
      assertEquals(1, run(arguments.toArray(String[]::new)));
      assertTrue(
          err.toString().contains("without hnswlib: its driver is not compiled"), err::toString);
      assertTrue(err.toString().contains("none of the engines"), err::toString);
    } finally {
      System.clearProperty("vecstore.bench.drivers");
    }
  }

  private static List<String> annArguments(String set) {
    String configured = System.getProperty("VECSTORE_DATA", System.getenv("VECSTORE_DATA"));
    Path data = configured != null ? Path.of(configured) : Path.of("../../shared/data");
    assumeTrue(Files.isDirectory(data.resolve(set)), "the data set " + set + " is not at " + data);
    Path files = data.resolve(set);
    return new ArrayList<>(
        List.of(
            "ann",
            "--base",
            files.resolve("base.bvecs").toString(),
            "--query",
            files.resolve("query.bvecs").toString(),
            "--truth",
            files.resolve("gt_l2.ivecs").toString(),
            "--metric",
            "l2"));
  }

  private int run(String... arguments) {
    CommandLine line = Bench.commandLine();
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  /** Compares what was printed with a file of this test; a new text is shown whole. */
  private void assertGolden(String name) throws IOException {
    try (var golden = BenchTest.class.getResourceAsStream(name)) {
      String expected =
          golden == null
              ? ""
              : new String(golden.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertEquals(expected, out.toString().replace("\r", ""), "golden file " + name);
    }
  }
}

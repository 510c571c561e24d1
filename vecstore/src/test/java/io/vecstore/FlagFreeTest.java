package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plain {@code java -cp} is enough: no flag, nothing on standard error. The Vector API makes it
 * faster and changes no ranking.
 */
class FlagFreeTest {

  private static final float SCORE_TOLERANCE = 1e-4f;

  private record Run(int exit, List<String> out, String err) {}

  @TempDir Path folder;

  @Test
  void nothingIsPrintedOnStandardErrorAndTheVectorApiChangesNoRanking() throws Exception {
    Run plain = run("plain");
    assertEquals("", plain.err());
    assertEquals(0, plain.exit());
    assertEquals(60, plain.out().size());

    Run simd = run("simd", "--add-modules", "jdk.incubator.vector");
    assertEquals(0, simd.exit(), simd.err());
    for (int i = 0; i < plain.out().size(); i++) {
      assertSameRanking(plain.out().get(i), simd.out().get(i));
    }
  }

  private static void assertSameRanking(String plain, String simd) {
    String[] ours = plain.split(" ");
    String[] theirs = simd.split(" ");
    assertEquals(10, ours.length, plain);
    assertEquals(10, theirs.length, simd);
    for (int i = 0; i < 10; i++) {
      String[] our = ours[i].split("=");
      String[] their = theirs[i].split("=");
      assertEquals(our[0], their[0], "at rank " + i + ":\n" + plain + "\n" + simd);
      assertEquals(Float.parseFloat(our[1]), Float.parseFloat(their[1]), SCORE_TOLERANCE);
    }
  }

  private Run run(String name, String... flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", classPath(), FlagFreeProgram.class.getName()));
    command.add(folder.resolve(name).toString());
    Path out = folder.resolve(name + ".out");
    Path err = folder.resolve(name + ".err");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), "it takes longer than two minutes");
    return new Run(process.exitValue(), Files.readAllLines(out), Files.readString(err));
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}

package io.vecstore.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tour, run as a user runs a program: a plain {@code java -cp}, in an empty folder. */
class TourTest {

  private static final String TIME = " +\\d+\\.\\d+ ms";

  @TempDir Path folder;

  @Test
  void tellsItsStoryWithoutFlagsAndSilently() throws Exception {
    ChildJvm run = tour("plain");
    assertEquals("", run.err());
    assertEquals(0, run.exit());
    List<String> lines = run.out().lines().toList();
    assertEquals("a1  Solid-state batteries charge in ten minutes.", lines.getFirst().substring(7));
    assertEquals("nearest: [x]", lines.getLast());
  }

  @Test
  void tellsTheSameStoryWithTheVectorApi() throws Exception {
    ChildJvm scalar = tour("scalar");
    ChildJvm simd = tour("simd", "--add-modules", "jdk.incubator.vector");
    assertEquals(0, simd.exit(), simd.err());
    assertEquals(scalar.out().replaceAll(TIME, ""), simd.out().replaceAll(TIME, ""));
  }

  private ChildJvm tour(String name, String... flags) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(flags));
    arguments.addAll(List.of("-cp", ChildJvm.classPath(), "io.vecstore.examples.Tour"));
    return ChildJvm.run(Files.createDirectory(folder.resolve(name)), arguments);
  }
}

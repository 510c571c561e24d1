package io.vecstore.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A modular application says {@code requires io.vecstore} and needs nothing else. */
class ModulePathTest {

  private static final Pattern NEEDED =
      Pattern.compile(
          ".*(/vecstore[^/]*/target/.*|RoaringBitmap|jspecify|opennlp-tools|slf4j-(api|nop)).*");

  private static final String MODULE = "module app { requires io.vecstore; }";

  private static final String PROGRAM =
      """
      package app;

      import io.vecstore.VecStore;
      import io.vecstore.core.query.Query;
      import io.vecstore.core.schema.Metric;
      import io.vecstore.core.schema.Schema;
      import java.util.Map;

      public class Main {
        public static void main(String[] args) {
          try (VecStore store = VecStore.open(java.nio.file.Path.of("kb"), Schema.of(2, Metric.COSINE))) {
            store.upsert("x", new float[] {1, 0}, Map.of("year", 2020));
            store.upsert("y", new float[] {0, 1}, Map.of("year", 2021));
            System.out.println(store.search(Query.nearest(1, 0).where("year > 2020")).ids());
          }
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void compilesAndRunsOnTheModulePath() throws Exception {
    Path sources = Files.createDirectories(folder.resolve("src/app"));
    Files.writeString(folder.resolve("src/module-info.java"), MODULE);
    Files.writeString(sources.resolve("Main.java"), PROGRAM);
    String modules = modulePath();

    int compiled =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "-p",
                modules,
                "-d",
                folder.resolve("out").toString(),
                folder.resolve("src/module-info.java").toString(),
                sources.resolve("Main.java").toString());
    assertEquals(0, compiled);

    String path = modules + File.pathSeparator + folder.resolve("out");
    ChildJvm run = ChildJvm.run(folder, List.of("-p", path, "-m", "app/app.Main"));
    assertEquals("", run.err());
    assertEquals("[y]", run.out().strip());
  }

  private static String modulePath() {
    return Arrays.stream(ChildJvm.classPath().split(File.pathSeparator))
        .filter(entry -> NEEDED.matcher(entry).matches())
        .filter(entry -> !entry.contains("/examples/") && !entry.contains("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}

package io.vecstore.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCommandTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void everyContestantWritesAtEveryLevel() throws IOException {
    Path json = folder.resolve("out.json");
    assertEquals(
        0,
        run(
            "--only",
            "write",
            "--dimension",
            "8",
            "--seconds",
            "0.02",
            "--rounds",
            "1",
            "--writers",
            "2",
            "--batches",
            "3",
            "--json",
            json.toString()),
        err::toString);

    String table = out.toString();
    for (String level : List.of("SYNC", "INTERVAL", "MANUAL", "EPHEMERAL")) {
      assertTrue(table.contains(level + ", rows acknowledged a second"), table);
    }
    assertEquals(
        4, table.lines().filter(line -> line.matches(" +2 +3 +[\\d,]+ .*")).count(), table);
    String report = Files.readString(json);
    for (String name : List.of("vecstore", "sqlite", "lucene", "lucene-bytes")) {
      assertTrue(report.contains("\"" + name + "\":["), report);
    }
  }

  @Test
  void storeIsOpenedAgainWithoutBuildingAGraph() throws IOException {
    assertEquals(
        0,
        run(
            "--only",
            "reopen",
            "--rows",
            "1500",
            "--dimension",
            "8",
            "--rounds",
            "1",
            "--written",
            "300",
            "--keep",
            folder.resolve("kept").toString(),
            "--disk",
            folder.resolve("disk").toString()),
        err::toString);

    String table = out.toString();
    assertTrue(table.contains("Opening a store of 1,500 rows"), table);
    String clean = line(table, "after a clean close");
    assertTrue(clean.endsWith(" 0          0"), clean);
    String killed = line(table, "after kill -9");
    String[] cells = killed.split(" +");
    assertEquals("0", cells[cells.length - 2], killed);
    assertTrue(Integer.parseInt(cells[cells.length - 1].replace(",", "")) >= 300, killed);
    assertTrue(line(table, "On disk").matches(".* bytes a row, .*built in .*"), table);
    try (Stream<Path> left = Files.list(folder.resolve("disk"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void unknownContestantIsRefused() {
    assertEquals(1, run("--only", "write", "--dimension", "8", "--contestants", "oracle"));
    assertTrue(err.toString().contains("contestant oracle: known are vecstore"), err::toString);
  }

  private static String line(String table, String start) {
    return table.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }

  private int run(String... arguments) {
    return Bench.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(Stream.concat(Stream.of("store"), Stream.of(arguments)).toArray(String[]::new));
  }
}

package io.vecstore.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.VecStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every command, as an operator types it: what it prints, what it leaves, its exit code. */
class VecStoreCliTest {

  @TempDir Path folder;

  private String kb = "";
  private String file = "";

  /** What a command said. */
  private record Run(int exit, String out, String err) {}

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = VecStoreCli.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    int exit = command.execute(arguments);
    return new Run(exit, out.toString(), err.toString());
  }

  private static String ok(String... arguments) {
    Run run = run(arguments);
    assertEquals(0, run.exit, () -> String.join(" ", arguments) + ": " + run.err + run.out);
    return run.out;
  }

  private static String refused(int exit, String... arguments) {
    Run run = run(arguments);
    assertEquals(exit, run.exit, () -> String.join(" ", arguments) + ": " + run.err + run.out);
    assertFalse(run.err.contains("\tat "), run.err);
    return run.err;
  }

  @BeforeEach
  void aFilledStore() throws IOException {
    kb = folder.resolve("kb").toString();
    file = folder.resolve("docs.jsonl").toString();
    Files.write(
        Path.of(file),
        List.of(
            "{\"id\":\"a\",\"vector\":[1,0],\"text\":\"red apples\",\"metadata\":{\"year\":2020}}",
            "",
            "{\"id\":\"b\",\"vector\":[0,1],\"text\":\"green pears\",\"metadata\":{\"year\":2024,"
                + "\"at\":{\"$time\":\"2026-01-31T12:00:00.5Z\"},\"x\":[1.0,null,true,{\"y\":\"z\"}]}}",
            "{\"id\":\"c\",\"vector\":\"AACAPwAAgD8=\"}"));
    ok("create", kb, "--dimension", "2", "--metric", "euclidean");
    ok("import", kb, file);
  }

  @Test
  void createRefusesWhatIsThere() {
    assertTrue(refused(1, "create", kb, "-d", "2").contains("holds a store already"));
    assertTrue(refused(2, "create", kb).contains("--dimension"));
    assertTrue(refused(1, "create", folder + "/x", "-d", "0").contains("dimension 0"));
    assertTrue(
        ok(
                "create",
                folder + "/y",
                "-d",
                "3",
                "--flat",
                "--analyzer",
                "unicode | lowercase",
                "--json")
            .contains("\"metric\":\"COSINE\""));
  }

  @Test
  void queriesByVectorWordsAndBoth() {
    assertTrue(ok("query", kb, "--vector", "1,0.1", "-k", "1").contains("  a  "));
    assertTrue(ok("query", kb, "--text", "pears").contains("green pears"));
    assertTrue(ok("query", kb, "--like", "b", "-k", "1", "--json").startsWith("{\"id\":\"b\","));
    String both = ok("query", kb, "-v", "1 0", "-t", "pears", "-w", "year < 2022", "--json");
    assertTrue(both.contains("\"id\":\"a\"") && !both.contains("\"id\":\"b\""), both);
    assertEquals("nothing matches\n", run("query", kb, "-t", "nothing").err);
    assertTrue(refused(1, "query", kb).contains("--vector, --like or --text"));
    assertTrue(refused(1, "query", kb, "-v", "1,x").contains("\"x\""));
    assertTrue(refused(1, "query", kb, "-v", "1,2,3").contains("dimension 3"));
    assertTrue(refused(1, "query", kb, "-t", "x", "-w", "year >").contains("^"));
    assertTrue(refused(1, "query", folder + "/none", "-t", "x").contains("none"));
  }

  @Test
  void explainTellsTheSteps() {
    assertFalse(ok("explain", kb, "-t", "apples").isBlank());
    assertTrue(ok("explain", kb, "-v", "1,0", "--json").contains("\"nanos\":"));
    assertTrue(ok("explain", kb, "-t", "apples", "--id", "a").contains("keywords"));
    assertTrue(ok("explain", kb, "-t", "apples", "--id", "a", "--json").contains("\"parts\":"));
    assertTrue(refused(1, "explain", kb, "-t", "apples", "--id", "b").contains("not found"));
  }

  @Test
  void anEstimateNeedsNoStore() {
    String alone = ok("estimate", "--rows", "1000000", "-d", "384", "--json");
    assertTrue(alone.startsWith("{\"rows\":1000000,\"disk bytes\":"), alone);
    String sampled = ok("estimate", "--rows", "1000", "-d", "2", "--sample", file);
    assertTrue(sampled.contains("heap bytes"), sampled);
    assertTrue(refused(2, "estimate", "--rows", "1").contains("--dimension"));
  }

  @Test
  void anExportThatWasInterruptedIsResumed() throws IOException {
    Path whole = folder.resolve("whole.jsonl");
    ok("export", kb, whole.toString());
    Path target = folder.resolve("copy.jsonl");
    Path part = folder.resolve("copy.jsonl.part");
    String snapshot =
        "export-" + Integer.toHexString(target.toAbsolutePath().normalize().hashCode());
    ok("snapshot", kb, "create", snapshot);
    List<String> lines = Files.readAllLines(whole);
    Files.writeString(part, lines.get(1) + "\n" + lines.get(0).substring(0, 12));
    ok("import", kb, oneMore());
    ok("export", kb, target.toString(), "--resume");
    List<String> resumed = Files.readAllLines(target);
    assertEquals(lines.get(1), resumed.getFirst());
    assertEquals(lines.stream().sorted().toList(), resumed.stream().sorted().toList());
    assertEquals("", ok("snapshot", kb, "list"));
    assertFalse(Files.exists(part));
    ok("export", kb, target.toString(), "--resume");
    assertEquals(4, Files.readAllLines(target).size(), "with nothing to resume it begins anew");
    assertTrue(refused(1, "export", kb, "-", "--resume").contains("cannot be resumed"));
  }

  private String oneMore() throws IOException {
    Path more = folder.resolve("more.jsonl");
    Files.writeString(more, "{\"id\":\"more\",\"vector\":[5,5]}\n");
    return more.toString();
  }

  @Test
  void whatIsExportedIsImportedAsTheSame() throws IOException {
    for (String form : List.of("array", "base64")) {
      String copy = folder.resolve(form + ".jsonl").toString();
      ok("export", kb, copy, "--vectors", form);
      String other = folder.resolve(form).toString();
      ok("create", other, "-d", "2", "-m", "euclidean");
      ok("import", other, copy);
      try (VecStore one = VecStore.open(Path.of(kb));
          VecStore two = VecStore.open(Path.of(other))) {
        for (String id : List.of("a", "b", "c")) {
          assertEquals(one.get(id), two.get(id));
        }
        assertEquals(3, two.count());
      }
    }
    String some = ok("export", kb, "-", "--where", "year = 2020");
    assertEquals(1, some.lines().count());
    try (Stream<Path> left = Files.list(folder)) {
      assertTrue(left.noneMatch(name -> name.toString().endsWith(".part")));
    }
  }

  @Test
  void anImportThatFailedIsResumed() throws IOException {
    Path many = folder.resolve("many.jsonl");
    List<String> good =
        IntStream.range(0, 25)
            .mapToObj(i -> "{\"id\":\"m" + i + "\",\"vector\":[" + i + ",1]}")
            .toList();
    List<String> bad = new java.util.ArrayList<>(good);
    bad.set(17, "{\"id\":\"m17\",\"vector\":[1,}");
    Files.write(many, bad);
    String error = refused(1, "import", kb, many.toString(), "--batch", "5");
    assertTrue(error.contains("line 18"), error);
    assertEquals(3 + 15, count(kb));
    Files.write(many, good);
    String out = ok("import", kb, many.toString(), "--batch", "5", "--resume", "--json");
    assertEquals("{\"imported\":10,\"skipped lines\":15,\"documents\":28}\n", out);
    assertFalse(Files.exists(folder.resolve("many.jsonl.vecstore-import")));
  }

  private static long count(String store) {
    try (VecStore opened = VecStore.open(Path.of(store))) {
      return opened.count();
    }
  }

  @ParameterizedTest
  @MethodSource("badLines")
  void aBadLineIsNamed(String line) throws IOException {
    Path bad = folder.resolve("bad.jsonl");
    Files.write(bad, List.of(line));
    String error = refused(1, "import", kb, bad.toString());
    assertTrue(error.contains("bad.jsonl, line 1: "), error);
    assertEquals(3, count(kb));
  }

  static List<String> badLines() {
    return List.of(
        "x",
        "[1]",
        "{}",
        "{\"id\":\"a\"}",
        "{\"vector\":[1,0]}",
        "{\"id\":\"a\",\"vector\":\"???\"}",
        "{\"id\":\"a\",\"vector\":\"AAAA\"}",
        "{\"id\":\"a\",\"vector\":[1,\"x\"]}",
        "{\"id\":\"a\",\"vector\":[1,1e400]}",
        "{\"id\":\"a\",\"vector\":[1,0],\"metadata\":7}",
        "{\"id\":\"a\",\"vector\":[1,0],\"metadata\":{\"t\":{\"$time\":\"noon\"}}}",
        "{\"id\":\"a\",\"vector\":[1,0],\"extra\":1}",
        "{\"id\":\"a\",\"id\":\"b\",\"vector\":[1,0]}",
        "{\"id\":\"a\",\"vector\":[1,0]} {}");
  }

  @Test
  void statsOfAStoreAndOfADatabase() {
    assertTrue(ok("stats", kb).contains("documents           3"));
    assertTrue(ok("stats", kb, "--json").contains("\"dimension\":2"));
    String shop = folder.resolve("shop").toString();
    ok("create", shop, "--collection", "c", "-d", "2");
    assertTrue(
        ok("stats", shop, "--json").startsWith("{\"collections\":[\"c\"],\"namespaces\":0,"));
    assertTrue(ok("stats", shop, "--collection", "c", "--json").contains("\"documents\":0"));
    assertTrue(refused(1, "stats", shop, "--collection", "d").contains("no collection \"d\""));
    assertTrue(
        refused(1, "stats", shop, "--collection", "c", "--namespace", "n").contains("not both"));
  }

  @Test
  void snapshotsAreTakenListedRestoredAndDeleted() {
    ok("snapshot", kb, "create", "one");
    ok("import", kb, more());
    assertEquals(4, count(kb));
    assertTrue(ok("snapshot", kb).startsWith("one  "));
    assertTrue(ok("restore", kb, "--snapshot", "one", "--json").contains("\"documents\":3"));
    ok("snapshot", kb, "delete", "one");
    assertFalse(ok("snapshot", kb, "list", "--json").contains("\"one\""));
    assertTrue(refused(1, "snapshot", kb, "create").contains("name"));
    assertTrue(refused(1, "restore", kb, "--snapshot", "none").contains("none"));
    assertTrue(refused(1, "restore", kb).contains("one of the two"));
  }

  private String more() {
    try {
      return Files.writeString(folder.resolve("more.jsonl"), "{\"id\":\"d\",\"vector\":[2,2]}\n")
          .toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aBackupBecomesAStore() {
    String backup = folder.resolve("backup").toString();
    ok("backup", kb, backup);
    ok("import", kb, more());
    ok("backup", kb, backup);
    ok("restore", backup, "--to", folder + "/kb2");
    assertEquals(4, count(folder + "/kb2"));
    assertTrue(refused(1, "restore", backup, "--to", kb).contains("exists"));
  }

  @Test
  void damageIsFoundAndTheRestSaved() throws IOException {
    ok("compact", kb);
    assertTrue(ok("check", kb, "--json").startsWith("{\"ok\":true,"));
    Path segment;
    try (Stream<Path> files = Files.list(Path.of(kb))) {
      segment = files.filter(name -> name.toString().endsWith(".vseg")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(segment);
    for (int i = 64; i < bytes.length / 2; i++) {
      bytes[i] ^= 0x55;
    }
    Files.write(segment, bytes);
    Run check = run("check", kb, "--json");
    assertTrue(check.exit > 0, check.out);
    assertTrue(check.out.contains(segment.getFileName().toString()), check.out);
    Run repair = run("repair", kb, folder + "/saved", "--json");
    assertEquals(1, repair.exit, repair.out + repair.err);
    assertTrue(repair.out.contains("\"complete\":false"), repair.out);
    assertEquals(0, run("check", folder + "/saved").exit);
  }

  @Test
  void compactPurges() {
    try (VecStore store = VecStore.open(Path.of(kb))) {
      store.softDelete("a");
    }
    assertTrue(ok("compact", kb, "--purge", "--json").contains("{\"documents\":2,\"purged\":1}"));
  }

  @Test
  void namespacesAreLimitedAndDropped() {
    String shop = folder.resolve("shop").toString();
    ok("create", shop, "--namespace", "acme", "-d", "2");
    ok("import", shop, "--namespace", "acme", file);
    assertTrue(ok("query", shop, "--namespace", "acme", "-t", "apples").contains("  a  "));
    assertTrue(ok("namespace", shop).startsWith("acme  ACTIVE"));
    assertTrue(ok("namespace", shop, "show", "acme", "--json").contains("\"vectors\":3,"));
    ok("namespace", shop, "limit", "acme", "--tier", "free", "--max-vectors", "3");
    String full = refused(1, "import", shop, "--namespace", "acme", more());
    assertTrue(full.contains("maxVectors is 3, requested 4"), full);
    ok("compact", shop, "--namespace", "acme", "--purge");
    assertTrue(
        ok("namespace", shop, "status", "acme", "--status", "suspended").contains("SUSPENDED"));
    assertTrue(refused(1, "query", shop, "--namespace", "acme", "-t", "x").contains("SUSPENDED"));
    ok("namespace", shop, "rename", "acme", "--name", "Acme Corp.");
    assertTrue(ok("namespace", shop, "list").contains("Acme Corp."));
    ok("namespace", shop, "drop", "acme");
    assertEquals("", ok("namespace", shop));
    assertTrue(refused(1, "namespace", shop, "show").contains("needs ID"));
  }

  @Test
  void benchMeasures() {
    assertTrue(ok("bench", kb, "--queries", "2", "--json").contains("\"queries\":2,"));
  }

  @Test
  void helpTeaches() {
    String help = ok("--help");
    for (CommandLine command : VecStoreCli.commandLine().getSubcommands().values()) {
      assertTrue(help.contains(command.getCommandName()), command.getCommandName());
      if (!command.getCommandName().equals("help")) {
        assertTrue(
            ok(command.getCommandName(), "--help").contains("Example"), command.getCommandName());
      }
    }
    assertTrue(refused(2, "qery", kb).contains("query"));
  }

  @Test
  void aWholeDatabaseIsKeptAndBroughtBack() {
    String shop = folder.resolve("shop").toString();
    ok("create", shop, "--collection", "articles", "-d", "2", "--metric", "euclidean");
    ok("create", shop, "--namespace", "acme", "-d", "2", "--metric", "euclidean");
    ok("import", shop, file, "--collection", "articles");
    ok("import", shop, file, "--namespace", "acme");
    assertTrue(ok("snapshot", shop, "create", "monday").contains("6 documents"));
    assertTrue(ok("snapshot", shop, "create", "hers", "--namespace", "acme").contains("3 doc"));
    String backup = folder.resolve("backup").toString();
    ok("backup", shop, backup);
    ok("namespace", shop, "drop", "acme");
    assertTrue(ok("stats", shop, "--json").contains("\"namespaces\":0"));
    ok("restore", shop, "--snapshot", "monday");
    assertTrue(ok("stats", shop, "--namespace", "acme", "--json").contains("\"documents\":3"));
    assertTrue(ok("snapshot", shop, "list", "--json").contains("pre-restore-"));
    assertTrue(ok("check", shop, "--json").contains("\"stores\":3"));
    assertTrue(refused(1, "query", shop, "--text", "a").contains("--collection or --namespace"));
    assertTrue(ok("namespace", shop, "show", "acme").contains("maxVectors=unlimited"));
    String again = folder.resolve("again").toString();
    ok("restore", backup, "--to", again);
    assertTrue(
        ok("stats", again, "--collection", "articles", "--json").contains("\"documents\":3"));
    assertTrue(refused(1, "restore", backup, "--to", again).contains("exists"));
  }
}

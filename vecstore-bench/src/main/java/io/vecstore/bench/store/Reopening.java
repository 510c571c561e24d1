package io.vecstore.bench.store;

import io.vecstore.bench.store.ReopenResult.Opening;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Opens a large store in processes of their own: after a clean close, also with its files out of
 * the system's cache where that can be had, and after a process that kept writing was killed.
 */
final class Reopening {

  private static final double CLEAN_GOAL = 300;
  private static final double KILLED_GOAL = 2_000;

  private final LargeStore store;
  private final StoreOptions options;
  private final Path disk;
  private final Consumer<String> say;

  /**
   * Prepares the trials.
   *
   * @param disk a folder on the disk of the store, for its copies
   */
  Reopening(LargeStore store, StoreOptions options, Path disk, Consumer<String> say) {
    this.store = store;
    this.options = options;
    this.disk = disk;
    this.say = say;
  }

  /** Runs all trials. */
  ReopenResult run() throws IOException {
    List<Opening> openings = new ArrayList<>();
    Path copies = sameDisk();
    openings.add(slowest(trial -> clean(copies, "after a clean close", CLEAN_GOAL, false)));
    if (canEmptyCache()) {
      openings.add(slowest(trial -> clean(copies, "the same, nothing in the cache", 0, true)));
    }
    openings.add(slowest(trial -> killed(copies)));
    return new ReopenResult(options.rows, store.built(), openings);
  }

  /** Hard links do not reach another disk; beside the store they do. */
  private Path sameDisk() throws IOException {
    Path beside = store.directory().resolveSibling("copies");
    return Files.getFileStore(disk).equals(Files.getFileStore(store.directory())) ? disk : beside;
  }

  private interface Trial {
    Opening run(int number) throws IOException;
  }

  private Opening slowest(Trial trial) throws IOException {
    Opening slowest = trial.run(0);
    for (int i = 1; i < options.rounds; i++) {
      slowest = slowest.slower(trial.run(i));
    }
    return slowest;
  }

  private Opening clean(Path copies, String what, double goal, boolean cold) throws IOException {
    Path copy = store.linked(copies.resolve("clean"));
    try {
      if (cold) {
        emptyCache(copy);
      }
      return open(copy, what, goal, options.rows);
    } finally {
      LargeStore.delete(copy);
    }
  }

  private Opening killed(Path copies) throws IOException {
    Path copy = store.linked(copies.resolve("killed"));
    try {
      long acknowledged = writeUntilKilled(copy);
      say.accept("killed after " + acknowledged + " acknowledged rows");
      return open(copy, "after kill -9 while writing", KILLED_GOAL, options.rows + acknowledged);
    } finally {
      LargeStore.delete(copy);
    }
  }

  private long writeUntilKilled(Path directory) throws IOException {
    Process child =
        child(
            "write",
            directory.toString(),
            Integer.toString(options.rows),
            options.base.toString(),
            Integer.toString(options.dimension));
    long last = options.rows;
    try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.matches("ack \\d+!")) {
          last = Long.parseLong(line.substring(4, line.length() - 1));
        }
        if (last - options.rows >= options.written) {
          child.toHandle().destroyForcibly(); // what was said before stays readable
        }
      }
    }
    awaitEnd(child);
    if (last == options.rows) {
      throw new IllegalStateException("the writing process acknowledged nothing");
    }
    return last - options.rows;
  }

  private Opening open(Path directory, String what, double goal, long leastRows)
      throws IOException {
    Process child = child("open", directory.toString(), words(store.rows().vector(options.rows)));
    List<String> said;
    try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
      said = out.lines().toList();
    }
    awaitEnd(child);
    String line = said.stream().filter(one -> one.startsWith("opened ")).findFirst().orElse("");
    String[] figures = line.split(" ", -1);
    if (figures.length != 6) {
      throw new IllegalStateException("the opening process says: " + said);
    }
    long rows = Long.parseLong(figures[4]);
    if (rows < leastRows || Integer.parseInt(figures[5]) != Math.min(10, options.rows)) {
      throw new IllegalStateException(
          rows + " rows, " + leastRows + " were acknowledged; " + figures[5] + " hits");
    }
    return new Opening(
        what,
        Long.parseLong(figures[1]) / 1e6,
        Long.parseLong(figures[2]) / 1e6,
        goal,
        Long.parseLong(figures[3]),
        rows - options.rows);
  }

  private static String words(float[] vector) {
    StringBuilder words = new StringBuilder();
    for (float component : vector) {
      words.append(words.isEmpty() ? "" : ",").append(component);
    }
    return words.toString();
  }

  private static Process child(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(StoreChild.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static void awaitEnd(Process child) {
    try {
      child.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while measuring", e);
    }
  }

  /** GNU dd can ask the system to forget a file; the JDK cannot. */
  private static boolean canEmptyCache() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux")
        && Files.isExecutable(Path.of("/bin/dd"));
  }

  private static void emptyCache(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        awaitEnd(
            new ProcessBuilder("/bin/dd", "if=" + file, "iflag=nocache", "count=0")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
      }
    }
  }
}

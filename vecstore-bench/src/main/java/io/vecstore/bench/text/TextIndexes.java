package io.vecstore.bench.text;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The folder where the engines' indexes and the queries of a corpus are kept between runs. */
final class TextIndexes {

  private static final String DONE = "done";

  private final Path folder;

  TextIndexes(Path folder) {
    this.folder = folder;
  }

  /**
   * What an index took.
   *
   * @param seconds of processor time, on one thread
   * @param documents how many there are
   * @param bytes of all its files
   */
  record Cost(double seconds, int documents, long bytes) {}

  /** Returns whether everything is there. */
  boolean areMade() {
    return Files.exists(folder.resolve(DONE));
  }

  /** Makes the indexes of some engines, and the queries. */
  void make(TokenCorpus corpus, int queries, int segments, List<TextEngine> engines)
      throws IOException {
    for (TextEngine engine : engines) {
      Path made = of(engine);
      clear(made);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long begin = threads.getCurrentThreadCpuTime();
      engine.index(corpus, made, segments);
      double seconds = (threads.getCurrentThreadCpuTime() - begin) / 1e9;
      Files.writeString(
          cost(engine), String.format(Locale.ROOT, "%.3f %d", seconds, corpus.documents()));
    }
    Files.write(
        folder.resolve("queries"),
        SpeedQueries.of(corpus, queries).stream().map(SpeedQuery::line).toList());
    Files.createFile(folder.resolve(DONE));
  }

  /** Returns the folder of an engine's index. */
  Path of(TextEngine engine) {
    return folder.resolve(engine.name());
  }

  private Path cost(TextEngine engine) {
    return folder.resolve(engine.name() + ".cost");
  }

  /** Returns the queries. */
  List<SpeedQuery> queries() throws IOException {
    return Files.readAllLines(folder.resolve("queries")).stream().map(SpeedQuery::of).toList();
  }

  /** Returns what the index of an engine took. */
  Cost costOf(TextEngine engine) throws IOException {
    String[] fields = Files.readString(cost(engine)).strip().split(" ", -1);
    long bytes = 0;
    try (Stream<Path> files = Files.walk(of(engine))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return new Cost(Double.parseDouble(fields[0]), Integer.parseInt(fields[1]), bytes);
  }

  private static void clear(Path made) throws IOException {
    if (Files.exists(made)) {
      try (Stream<Path> files = Files.walk(made)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(made);
  }
}

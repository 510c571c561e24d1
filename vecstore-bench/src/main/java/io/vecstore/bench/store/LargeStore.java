package io.vecstore.bench.store;

import io.vecstore.VecStore;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A store of many rows with a graph, closed; built once and found again by later runs with the same
 * settings. What the build took is kept beside it.
 *
 * @param directory the store
 * @param rows what is in it
 * @param built what the build took
 */
record LargeStore(Path directory, Rows rows, Built built) {

  /**
   * What a build took.
   *
   * @param seconds on the clock
   * @param diskBytes length of all files
   * @param writtenBytes handed to the operating system by this process meanwhile; -1 where it does
   *     not count them
   * @param userBytes of ids, vectors and metadata
   */
  record Built(double seconds, long diskBytes, long writtenBytes, long userBytes) {

    static Built parse(String line) {
      String[] words = line.strip().split(" ", -1);
      return new Built(
          Double.parseDouble(words[0]),
          Long.parseLong(words[1]),
          Long.parseLong(words[2]),
          Long.parseLong(words[3]));
    }

    String format() {
      return seconds + " " + diskBytes + " " + writtenBytes + " " + userBytes;
    }
  }

  /** Finds the store in a folder, or builds it there. */
  static LargeStore in(Path folder, Rows rows, StoreOptions options, Consumer<String> say)
      throws IOException {
    String name = "store-" + options.rows + "x" + options.dimension + "-ef" + options.graphEffort;
    Path directory = folder.resolve(name);
    Path note = folder.resolve(name + ".built");
    if (!Files.isRegularFile(note)) {
      delete(directory);
      say.accept("building a store of " + options.rows + " rows in " + directory);
      Files.writeString(note, build(directory, rows, options).format());
    }
    return new LargeStore(directory, rows, Built.parse(Files.readString(note)));
  }

  private static Built build(Path directory, Rows rows, StoreOptions options) throws IOException {
    IndexSpec.Hnsw index = IndexSpec.hnsw();
    Schema schema =
        Schema.of(rows.dimension(), Metric.COSINE)
            .indexedBy(
                options.graphEffort == 0 ? index : index.efConstruction(options.graphEffort));
    long begin = System.nanoTime();
    long writtenBefore = written();
    try (VecStore store = VecStore.open(directory, schema, o -> o.durability(Durability.MANUAL))) {
      store.ingest(LongStream.range(0, options.rows).mapToObj(rows::document));
      store.optimize();
    }
    long written = writtenBefore < 0 ? -1 : written() - writtenBefore;
    SampleRows sample = SampleRows.of(rows, 1);
    long userBytes = LongStream.range(0, options.rows).map(sample::userBytes).sum();
    return new Built((System.nanoTime() - begin) / 1e9, bytes(directory), written, userBytes);
  }

  private static long written() throws IOException {
    Path counters = Path.of("/proc/self/io");
    if (!Files.isReadable(counters)) {
      return -1;
    }
    return Files.readAllLines(counters).stream()
        .filter(line -> line.startsWith("wchar: "))
        .mapToLong(line -> Long.parseLong(line.substring(7)))
        .findFirst()
        .orElse(-1);
  }

  /** Returns the length of all files in a folder. */
  static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long sum = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sum += Files.size(file);
      }
      return sum;
    }
  }

  /**
   * Makes another store of the same files, by hard links: no file of a store is ever changed, so
   * that this one stays as it is.
   */
  Path linked(Path copy) throws IOException {
    Files.createDirectories(copy);
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.endsWith("LOCK")) {
          continue;
        }
        Files.createLink(copy.resolve(file.getFileName()), file);
      }
    }
    return copy;
  }

  /** Deletes a folder and all in it, if it is there. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}

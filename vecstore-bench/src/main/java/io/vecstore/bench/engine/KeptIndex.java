package io.vecstore.bench.engine;

import io.vecstore.bench.data.Vectors;
import io.vecstore.bench.engine.Engine.Built;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The folder of one engine's index. An index is built once and found again by later runs over the
 * same vectors with the same settings; what the build took is kept beside it.
 */
final class KeptIndex {

  private static final String SECONDS = "build-seconds";

  private final Path directory;

  private KeptIndex(Path directory) {
    this.directory = directory;
  }

  /** Names the folder of an engine; the name tells apart everything that makes an index another. */
  static KeptIndex in(Plan plan, String engine) {
    String name =
        "%s%s-%s-m%d-ef%d-t%d-%dx%d-%08x"
            .formatted(
                engine,
                plan.metadata().isEmpty() ? "" : "-metadata",
                plan.metric(),
                plan.m(),
                plan.efConstruction(),
                plan.buildThreads(),
                plan.base().count(),
                plan.base().dimension(),
                fingerprint(plan.base()));
    return new KeptIndex(plan.directory().resolve(name));
  }

  Path directory() {
    return directory;
  }

  /** Returns whether a finished index is there. */
  boolean isBuilt() {
    return Files.isRegularFile(directory.resolve(SECONDS));
  }

  /** Runs a build and times it, unless its result is there already. */
  Built build(Build build) throws IOException {
    if (!isBuilt()) {
      clear();
      long begin = System.nanoTime();
      build.into(directory);
      finished((System.nanoTime() - begin) / 1e9);
    }
    return built();
  }

  /** Empties the folder, so that nothing of a build that was cut short remains. */
  void clear() throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(directory);
  }

  /** Notes that the index is complete. */
  void finished(double seconds) throws IOException {
    Files.writeString(directory.resolve(SECONDS), Double.toString(seconds));
  }

  /** Returns what the finished index cost. */
  Built built() throws IOException {
    double seconds = Double.parseDouble(Files.readString(directory.resolve(SECONDS)).strip());
    long bytes = 0;
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.toList()) {
        boolean counts = Files.isRegularFile(file) && !file.endsWith(SECONDS);
        bytes += counts ? Files.size(file) : 0;
      }
    }
    return new Built(seconds, bytes);
  }

  private static int fingerprint(Vectors base) {
    int hash = 1;
    for (int i = 0; i < base.count(); i += 1 + base.count() / 1000) {
      hash = 31 * hash + Arrays.hashCode(base.row(i));
    }
    return hash;
  }

  /** Writes an index into an empty folder. */
  @FunctionalInterface
  interface Build {
    void into(Path directory) throws IOException;
  }
}

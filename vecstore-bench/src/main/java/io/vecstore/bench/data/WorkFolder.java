package io.vecstore.bench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where indexes lie during a race: a folder the caller keeps, or a temporary one that is deleted.
 */
public final class WorkFolder implements AutoCloseable {

  private final Path path;
  private final boolean kept;

  private WorkFolder(Path path, boolean kept) {
    this.path = path;
    this.kept = kept;
  }

  /** Creates the folder to keep if it is named and not there, or else a temporary one. */
  public static WorkFolder of(@Nullable Path keep) throws IOException {
    return keep == null
        ? new WorkFolder(Files.createTempDirectory("vecstore-bench"), false)
        : new WorkFolder(Files.createDirectories(keep).toAbsolutePath(), true);
  }

  /** Creates a folder in another one, which is created if missing; it will be deleted. */
  public static WorkFolder in(Path parent) throws IOException {
    return new WorkFolder(
        Files.createTempDirectory(Files.createDirectories(parent), "vecstore-bench"), false);
  }

  /** Returns the folder. */
  public Path path() {
    return path;
  }

  /** Deletes the folder and all in it, unless it is to be kept. */
  @Override
  public void close() throws IOException {
    if (!kept) {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}

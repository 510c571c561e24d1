package io.vecstore.persist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vecstore.persist.check.StoreCheck;
import io.vecstore.persist.fs.NioFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stores that earlier versions have written open for ever. Each lies in {@code
 * src/test/resources/format}, as its process left it; {@code -Dfreeze=NAME} adds one. None is ever
 * written again.
 */
class FrozenStoreTest {

  private static final Path FROZEN = Path.of("src/test/resources/format");

  private static final DirectoryOptions OPTIONS =
      DirectoryOptions.withBackground(Runnable::run).withWals(8192, 8192);

  private static final Map<Integer, Long> STATE = Map.of(1, 10L, 2, 21L, 4, 40L, 5, 50L);

  private static final Map<Integer, Long> SNAPSHOT = Map.of(1, 10L, 2, 21L, 3, 30L);

  /** Segments, tombstones, a snapshot, and a log that nobody has closed. */
  private static void write(Path directory) throws IOException {
    Path live = Files.createTempDirectory("freeze");
    ToyStore store = ToyStore.open(new NioFs(live), OPTIONS);
    put(store, 1, 10);
    put(store, 2, 20);
    store.flush();
    put(store, 2, 21);
    put(store, 3, 30);
    store.snapshot("before");
    put(store, 3, -1);
    put(store, 4, 40);
    put(store, 5, 50);
    copy(live, directory);
    store.close();
  }

  private static void put(ToyStore store, int key, long value) {
    store.write(List.of(Map.of(key, value)), true, 0);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else if (!path.getFileName().toString().startsWith("LOCK")) {
          Files.copy(path, target);
        }
      }
    }
  }

  @Test
  void everyFormatSoFarOpens(@TempDir Path directory) throws IOException {
    String name = System.getProperty("freeze");
    if (name != null) {
      write(FROZEN.resolve(name));
    }
    List<Path> frozen;
    try (Stream<Path> stores = Files.list(FROZEN)) {
      frozen = stores.sorted().toList();
    }
    assertEquals(List.of("v1"), frozen.stream().map(p -> p.getFileName().toString()).toList());
    for (Path store : frozen) {
      Path copy = directory.resolve(store.getFileName());
      copy(store, copy);
      NioFs fs = new NioFs(copy);
      assertEquals(List.of(), StoreCheck.run(fs, true).findings());
      try (ToyStore opened = ToyStore.open(fs, OPTIONS)) {
        assertEquals(STATE, opened.state());
        assertEquals(SNAPSHOT, opened.snapshotState("before", OPTIONS));
        put(opened, 6, 60);
      }
    }
  }
}

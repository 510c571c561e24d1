package io.vecstore.persist.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.vecstore.core.error.StoreStateException;
import io.vecstore.persist.fs.NioFs;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without the flags there is a sentence that says so, and nothing on the disk. */
class ChronicleRefusalTest {

  @Test
  void withoutTheFlagsItSaysWhichAreMissing(@TempDir Path directory) throws Exception {
    boolean complete = ChronicleSupport.obstacles().isEmpty();
    assumeFalse(complete, "the flags are there");
    NioFs files = new NioFs(directory);
    String message =
        assertThrows(StoreStateException.class, () -> new ChronicleLogFs(files)).getMessage();
    for (String flag : ChronicleSupport.FLAGS) {
      assertTrue(message.contains(flag), message);
    }
    assertTrue(
        message.contains("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED is missing"), message);
    try (var entries = Files.list(directory)) {
      assertEquals(0, entries.count());
    }
  }
}

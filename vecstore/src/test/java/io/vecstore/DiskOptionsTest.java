package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.StoreStateException;
import io.vecstore.core.model.Document;
import io.vecstore.core.schema.LogWriter;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.OpenOptions;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is chosen when a store is opened. */
class DiskOptionsTest {

  private static final Schema SCHEMA = Schema.of(2, Metric.EUCLIDEAN);

  @TempDir private Path temp;

  @Test
  void theChronicleLogSaysWhatIsMissing() {
    Path directory = temp.resolve("store");
    StoreStateException refused =
        assertThrows(
            StoreStateException.class,
            () -> VecStore.open(directory, SCHEMA, o -> o.log(LogWriter.CHRONICLE)));
    assertTrue(refused.getMessage().contains("-DmappedFile.retain=true"), refused::getMessage);
    assertFalse(Files.exists(directory));
  }

  @ParameterizedTest
  @EnumSource
  void aStoreOpensWithEachVerification(Verification extent) {
    try (VecStore store = VecStore.open(temp, SCHEMA)) {
      store.upsert(Document.of("a", 1, 2));
      store.optimize();
    }
    try (VecStore store = VecStore.open(temp, o -> o.verification(extent).networkDisk(true))) {
      assertEquals(1, store.count());
      assertTrue(store.findings().isEmpty());
    }
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void whatIsSoftlyDeletedGoesForGoodAfterTheTimeOfTheOptions() {
    try (VecStore store =
        VecStore.open(
            temp, SCHEMA, o -> o.keepDeleted(Duration.ZERO).syncInterval(Duration.ofMillis(1)))) {
      store.upsert(Document.of("a", 1, 2));
      store.upsert(Document.of("b", 1, 2));
      store.softDelete("a");
      while (!store.deleted().isEmpty()) {
        Thread.onSpinWait();
      }
      assertFalse(store.restore("a"));
      assertEquals(1, store.count());
    }
  }

  @Test
  void byDefaultNothingSoftlyDeletedGoesByItself() {
    assertTrue(OpenOptions.defaults().background().keepDeleted().isEmpty());
  }
}

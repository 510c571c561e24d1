package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Interrupts end no write and break no file, whoever is interrupted and whenever. */
class InterruptTest {

  private static final Schema SCHEMA = Schema.of(2, Metric.EUCLIDEAN);

  @Test
  void interruptedCallerWritesAndStaysInterrupted(@TempDir Path temp) {
    try (VecStore store = VecStore.open(temp.resolve("store"), SCHEMA)) {
      store.upsert("before", new float[] {1, 1}, Map.of());
      Thread.currentThread().interrupt();
      store.upsert("a", new float[] {1, 2}, Map.of());
      store.upsert("b", new float[] {1, 3}, Map.of());
      assertTrue(Thread.interrupted());
      store.upsert("c", new float[] {1, 4}, Map.of());
      assertEquals(4, store.count());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SYNC", "MANUAL"})
  void interruptsWhileOthersWriteLoseNothing(Durability level, @TempDir Path temp)
      throws InterruptedException {
    Path directory = temp.resolve("store");
    AtomicInteger acknowledged = new AtomicInteger();
    try (VecStore store = VecStore.open(directory, SCHEMA, o -> o.durability(level))) {
      List<Thread> writers = new ArrayList<>();
      AtomicBoolean over = new AtomicBoolean();
      for (int w = 0; w < 3; w++) {
        String prefix = w + "-";
        Thread.Builder builder = w == 2 ? Thread.ofVirtual() : Thread.ofPlatform();
        writers.add(
            builder.start(
                () -> {
                  for (int i = 0; i < 300; i++) {
                    store.upsert(prefix + i, new float[] {i, 1}, Map.of());
                    acknowledged.incrementAndGet();
                  }
                }));
      }
      Thread nuisance =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!over.get()) {
                      writers.forEach(Thread::interrupt);
                      Thread.onSpinWait();
                    }
                  });
      for (Thread writer : writers) {
        writer.join();
      }
      over.set(true);
      nuisance.join();
      assertEquals(900, acknowledged.get());
      assertEquals(900, store.count());
    }
    try (VecStore store = VecStore.open(directory)) {
      assertEquals(900, store.count());
      assertEquals(List.of(), store.findings());
    }
  }
}

package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.vecstore.core.error.StoreClosedException;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** However a store is closed, the call returns, and whoever comes later is told. */
class CloseTest {

  private static final Schema SCHEMA = Schema.of(2, Metric.EUCLIDEAN);

  @Test
  void closeReturnsHoweverTheWriterThreadIsJustThen() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < 1000; i++) {
            VecStore store = VecStore.inMemory(SCHEMA);
            store.upsert(Document.of("a", i, 1));
            store.close();
          }
        });
  }

  @Test
  void whoeverIsLateIsToldThatTheStoreIsClosed() throws Exception {
    for (int round = 0; round < 50; round++) {
      VecStore store = VecStore.inMemory(SCHEMA);
      store.upsert(Document.of("a", 1, 1));
      List<Callable<Object>> calls =
          List.of(
              () -> store.search(Query.nearest(1, 1)),
              () -> store.count(),
              () -> store.delete("b"),
              () -> store.get("a"));
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Void>> running =
            calls.stream().map(call -> threads.submit(() -> untilClosed(call))).toList();
        store.close();
        for (Future<Void> one : running) {
          one.get();
        }
      }
    }
  }

  private static Void untilClosed(Callable<Object> call) {
    assertThrows(
        StoreClosedException.class,
        () -> {
          while (true) {
            call.call();
          }
        });
    return null;
  }
}

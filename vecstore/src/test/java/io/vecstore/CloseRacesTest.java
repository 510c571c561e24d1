package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.AlreadyExistsException;
import io.vecstore.core.error.NotFoundException;
import io.vecstore.core.error.StoreClosedException;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.TextSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store is closed while it is searched, written, merged, restored, and closed by others: whoever
 * is late is told that it is closed, nobody is told anything else, nobody waits for ever, and the
 * next one can open it and finds what was acknowledged.
 */
@Tag("once")
class CloseRacesTest {

  private static final Schema SCHEMA =
      Schema.of(2, Metric.EUCLIDEAN)
          .withText(TextSpec.simple())
          .indexedBy(IndexSpec.hnsw().exactBelow(20));

  @Test
  void whoeverIsLateIsToldAndNothingIsLost(@TempDir Path temp) throws Exception {
    race(Long.getLong("seed", 20261124), Integer.getInteger("vecstore.races", 25), temp);
  }

  @Test
  @Tag("slow")
  void whoeverIsLateIsToldVeryOften(@TempDir Path temp) throws Exception {
    race(Long.getLong("seed", System.nanoTime()), 5_000, temp);
  }

  private static void race(long seed, int rounds, Path temp) throws Exception {
    System.out.println("close races from seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    AtomicInteger written = new AtomicInteger();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (int round = 0; round < rounds; round++) {
        VecStore store = open(temp);
        assertEquals(written.get(), acknowledged(store), "seed " + seed + ", round " + round);
        round(store, threads, random, written);
      }
    }
  }

  private static VecStore open(Path temp) {
    return VecStore.open(
        temp.resolve("store"),
        SCHEMA,
        o -> o.durability(Durability.MANUAL).segmentRows(30).buildThreads(1));
  }

  /** The step that was written last; each replaces the document that says so. */
  private static int acknowledged(VecStore store) {
    return store.get("last").map(d -> (int) d.vector()[0]).orElse(0);
  }

  private interface Call {
    void run() throws Exception;
  }

  private static void round(
      VecStore store, ExecutorService threads, SplittableRandom random, AtomicInteger written)
      throws Exception {
    int closers = random.nextInt(1, 3);
    CountDownLatch begun = new CountDownLatch(5);
    List<Future<?>> running = new ArrayList<>();
    running.add(threads.submit(() -> untilClosed(begun, () -> search(store))));
    running.add(threads.submit(() -> untilClosed(begun, () -> write(store, written))));
    running.add(threads.submit(() -> untilClosed(begun, store::optimize)));
    running.add(threads.submit(() -> untilClosed(begun, () -> snapshots(store))));
    running.add(threads.submit(() -> untilClosed(begun, store::sync)));
    begun.await();
    int turns = random.nextInt(2_000);
    for (int i = 0; i < turns; i++) {
      Thread.onSpinWait();
    }
    for (int i = 0; i < closers; i++) {
      running.add(threads.submit(store::close));
    }
    store.close();
    for (Future<?> one : running) {
      one.get(60, TimeUnit.SECONDS);
    }
  }

  /** Repeats a call until it is refused; anything but the one refusal is a failure. */
  private static Void untilClosed(CountDownLatch begun, Call call) throws Exception {
    boolean first = true;
    try {
      while (true) {
        call.run();
        if (first) {
          begun.countDown();
          first = false;
        }
      }
    } catch (StoreClosedException told) {
      return null;
    } finally {
      if (first) {
        begun.countDown();
      }
    }
  }

  private static void search(VecStore store) {
    assertTrue(store.search(Query.nearest(1, 1).topK(5)).size() <= 5);
    store.search(Query.keywords("step").topK(3));
    try (Stream<Document> some = store.scan("TRUE")) {
      some.limit(3).forEach(document -> assertEquals(2, document.vector().length));
    }
  }

  private static void write(VecStore store, AtomicInteger written) {
    int next = written.get() + 1;
    store.batch(
        b -> {
          b.upsert(Document.of("last", next, 0).withText("step " + next));
          b.upsert(Document.of("d" + next % 60, next, 1).withText("step " + next));
        });
    written.set(next);
  }

  private static void snapshots(VecStore store) throws Exception {
    try {
      store.snapshots().create("s");
      try (VecReader reader = store.snapshots().open("s")) {
        reader.count();
      }
      store.snapshots().delete("s");
    } catch (AlreadyExistsException | NotFoundException fromTheRoundBefore) {
      store.snapshots().delete("s");
    }
  }
}

package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A virtual thread that reads or writes never keeps the thread that carries it from others. */
@Tag("once")
class VirtualThreadTest {

  private static final String PINNED = "jdk.VirtualThreadPinned";
  private static final int THREADS = 48;
  private static final int ROUNDS = 6;

  @ParameterizedTest
  @EnumSource(names = {"SYNC", "MANUAL"})
  void noCallPinsItsCarrier(Durability durability, @TempDir Path temp) throws Exception {
    try (VecDatabase database =
        VecDatabase.open(temp.resolve("db"), o -> o.stores(s -> s.durability(durability)))) {
      Schema schema = Schema.of(2, Metric.EUCLIDEAN);
      VecStore store = database.create("c", schema);
      List<Namespace> tenants =
          IntStream.range(0, 4)
              .mapToObj(i -> database.namespaces().create("t" + i, schema))
              .toList();
      VecStore.kernel(); // waits until the SIMD kernels have taken over
      work(store, tenants); // classes are loaded and initialised on the way, which does pin
      store.optimize();
      work(store, tenants); // those of sealed segments too
      assertEquals(List.of(), pinned(temp, () -> work(store, tenants)));
    }
  }

  @Test
  void whatPinsIsSeen(@TempDir Path temp) throws Exception {
    List<String> seen =
        pinned(
            temp,
            () -> {
              Thread thread = Thread.ofVirtual().start(() -> Initialized.touch());
              thread.join();
            });
    assertFalse(seen.isEmpty());
  }

  /** A class initialiser that waits pins its thread. */
  private static final class Initialized {
    static {
      LockSupport.parkNanos(1_000_000);
    }

    static void touch() {
      // The initialiser has run.
    }
  }

  private static void work(VecStore store, List<Namespace> tenants)
      throws InterruptedException, ExecutionException {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all =
          IntStream.range(0, THREADS)
              .mapToObj(t -> executor.submit(() -> rounds(t, store, tenants)))
              .toList();
      for (Future<Integer> each : all) {
        assertEquals(ROUNDS, each.get());
      }
    }
  }

  private static int rounds(int thread, VecStore store, List<Namespace> tenants) {
    Namespace tenant = tenants.get(thread % tenants.size());
    int rounds = 0;
    for (; rounds < ROUNDS; rounds++) {
      String id = thread + "-" + rounds;
      Document document =
          Document.of(id, thread, rounds).withText("a word").withMetadata(Map.of("n", rounds));
      store.upsert(document);
      tenant.upsert(document);
      Query query = Query.hybrid(new float[] {thread, rounds}, "word").topK(3).where("n >= 0");
      store.search(query);
      tenant.search(query);
      store.count("n < 5");
    }
    return rounds;
  }

  private interface Work {
    void run() throws InterruptedException, ExecutionException;
  }

  private static List<String> pinned(Path temp, Work work) throws Exception {
    Path events = temp.resolve("pinned.jfr");
    try (Recording recording = new Recording()) {
      recording.enable(PINNED).withoutThreshold().withStackTrace();
      recording.start();
      work.run();
      recording.stop();
      recording.dump(events);
    }
    return RecordingFile.readAllEvents(events).stream()
        .filter(event -> event.getEventType().getName().equals(PINNED))
        .filter(event -> !isOfTheMachine(event))
        .map(RecordedEvent::toString)
        .toList();
  }

  /** The JVM pins by itself where it loads a class, and the recorder where it records. */
  private static boolean isOfTheMachine(RecordedEvent event) {
    for (RecordedFrame frame : event.getStackTrace().getFrames()) {
      String type = frame.getMethod().getType().getName();
      if (type.startsWith("io.vecstore.")) {
        return false;
      }
      if (type.startsWith("jdk.internal.loader.") || type.startsWith("jdk.jfr.")) {
        return true;
      }
    }
    return false;
  }
}

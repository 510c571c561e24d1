package io.vecstore.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Hit;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.OpenOptions;
import io.vecstore.core.schema.Schema;
import io.vecstore.internal.operation.Operation;
import io.vecstore.internal.quota.WriteGuard;
import io.vecstore.persist.DirectoryOptions;
import io.vecstore.persist.fs.MemFs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Several threads write to the same ids, several read, while segments are sealed and merged. The
 * log says afterwards in which order the writes came. Every read must have seen exactly the state
 * after some prefix of that order, one that holds all that was acknowledged before the read began,
 * and no reader may ever go back.
 */
@Tag("once")
class ConcurrentHistoryTest {

  private static final int IDS = 12;
  private static final Schema SCHEMA =
      Schema.of(2, Metric.EUCLIDEAN).indexedBy(IndexSpec.hnsw().exactBelow(30));

  /**
   * What one read has seen.
   *
   * @param state a fingerprint of all ids and values
   * @param acknowledged for each writer, the last step that had returned when the read began
   * @param started for each writer, the last step that had started when it ended
   */
  private record Seen(long state, int[] acknowledged, int[] started) {}

  @Test
  void everyReadSeesAPrefixOfTheLog() throws Exception {
    for (int round = 0; round < 6; round++) {
      run(Long.getLong("seed", 1) + round, 250);
    }
  }

  @Test
  @Tag("slow")
  void everyReadSeesAPrefixOfALongLog() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    for (int round = 0; round < 60; round++) {
      run(seed + round, 2_500);
    }
  }

  private static void run(long seed, int steps) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    int writers = random.nextInt(1, 6);
    int readers = random.nextInt(1, 4);
    KeptLogs logs = new KeptLogs(new MemFs());
    StoreEngine engine = open(logs);
    Steps progress = new Steps(writers);
    List<List<Seen>> reads = new ArrayList<>();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> writing = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        int number = writer;
        SplittableRandom own = random.split();
        writing.add(threads.submit(() -> write(engine, progress, number, steps, own)));
      }
      List<Future<List<Seen>>> reading = new ArrayList<>();
      for (int i = 0; i < readers; i++) {
        boolean search = i % 2 == 1;
        reading.add(threads.submit(reader(engine, progress, search)));
      }
      for (Future<?> one : writing) {
        one.get();
      }
      progress.over = true;
      for (Future<List<Seen>> one : reading) {
        reads.add(one.get());
      }
    }
    engine.close();
    verify("seed " + seed, logs.operations(), writers, reads);
  }

  /** How far each writer is. */
  private static final class Steps {
    private final AtomicIntegerArray started;
    private final AtomicIntegerArray acknowledged;
    private volatile boolean over; // set once

    Steps(int writers) {
      started = new AtomicIntegerArray(writers);
      acknowledged = new AtomicIntegerArray(writers);
    }

    private static int[] now(AtomicIntegerArray steps) {
      int[] now = new int[steps.length()];
      for (int i = 0; i < now.length; i++) {
        now[i] = steps.get(i);
      }
      return now;
    }
  }

  private static StoreEngine open(KeptLogs logs) {
    OpenOptions options =
        OpenOptions.defaults().durability(Durability.MANUAL).segmentRows(100).buildThreads(1);
    DirectoryOptions files =
        DirectoryOptions.withBackground(Runnable::run).withWals(1 << 16, 1 << 16);
    return StoreEngine.open(logs, Optional.of(SCHEMA), options, files, WriteGuard.none(), () -> {});
  }

  private static void write(
      StoreEngine engine, Steps steps, int writer, int count, SplittableRandom random) {
    for (int step = 1; step <= count; step++) {
      List<Operation> operations = new ArrayList<>();
      operations.add(put("w" + writer, step, writer, step));
      for (int i = random.nextInt(3); i > 0; i--) {
        String id = "d" + random.nextInt(IDS);
        operations.add(
            random.nextInt(4) == 0
                ? new Operation.Delete(id)
                : put(id, random.nextInt(50), writer, step));
      }
      steps.started.set(writer, step);
      engine.write(operations);
      steps.acknowledged.set(writer, step);
    }
  }

  private static Operation put(String id, int x, int writer, int step) {
    Map<String, Integer> value = Map.of("writer", writer, "step", step);
    return new Operation.Put(Document.of(id, x, writer).withMetadata(value));
  }

  private static Callable<List<Seen>> reader(StoreEngine engine, Steps steps, boolean search) {
    return () -> {
      List<Seen> seen = new ArrayList<>();
      while (!steps.over) {
        int[] acknowledged = Steps.now(steps.acknowledged);
        long state = search ? searched(engine.reader()) : scanned(engine.reader());
        seen.add(new Seen(state, acknowledged, Steps.now(steps.started)));
      }
      return seen;
    };
  }

  private static long scanned(StoreReader reader) {
    try (Stream<Document> all = reader.scan(Filter.everything())) {
      return all.mapToLong(d -> print(d.id(), d.metadata().toString())).sum();
    }
  }

  private static long searched(StoreReader reader) {
    long sum = 0;
    for (Hit hit : reader.search(Query.nearest(1, 1).topK(1_000))) {
      sum += print(hit.id(), hit.metadata().toString());
    }
    return sum;
  }

  /** The fingerprint of a state is the sum of those of its documents. */
  private static long print(String id, String value) {
    long hash = 31L * id.hashCode() + value.hashCode() * 0x9E3779B97F4A7C15L;
    hash = (hash ^ (hash >>> 29)) * 0xBF58476D1CE4E5B9L;
    return hash ^ (hash >>> 32);
  }

  private static void verify(
      String what, List<List<Operation>> log, int writers, List<List<Seen>> reads) {
    long[] states = states(log);
    int[][] positions = positions(log, writers);
    for (List<Seen> reader : reads) {
      int last = 0;
      for (Seen seen : reader) {
        int from = last;
        int to = 0;
        for (int writer = 0; writer < writers; writer++) {
          from = Math.max(from, positions[writer][seen.acknowledged()[writer]]);
          to = Math.max(to, lastBefore(positions, writer, seen.started()[writer] + 1, log.size()));
        }
        last = from;
        while (last <= to && states[last] != seen.state()) {
          last++;
        }
        assertTrue(last <= to, what + ": a read saw no prefix of the log in " + from + ".." + to);
      }
    }
    long count = reads.stream().mapToLong(List::size).sum();
    System.out.printf(
        "concurrent history, %s: %d writers, %d writes, %d readers, %d reads%n",
        what, writers, log.size(), reads.size(), count);
    assertTrue(count > 0);
  }

  /** Returns the longest prefix that can have been there before a step of a writer had started. */
  private static int lastBefore(int[][] positions, int writer, int step, int all) {
    return step < positions[writer].length ? positions[writer][step] - 1 : all;
  }

  /** Returns the fingerprint of the state after each prefix of the log. */
  private static long[] states(List<List<Operation>> log) {
    long[] states = new long[log.size() + 1];
    Map<String, Long> state = new HashMap<>();
    long sum = 0;
    for (int i = 0; i < log.size(); i++) {
      for (Operation operation : log.get(i)) {
        if (operation instanceof Operation.Put(Document document)) {
          long now = print(document.id(), document.metadata().toString());
          Long before = state.put(document.id(), now);
          sum += now - (before == null ? 0 : before);
        } else if (operation instanceof Operation.Delete(String id)) {
          Long before = state.remove(id);
          sum -= before == null ? 0 : before;
        }
      }
      states[i + 1] = sum;
    }
    return states;
  }

  /** Returns for each writer and step how long the log is with it; 0 for step 0. */
  private static int[][] positions(List<List<Operation>> log, int writers) {
    int[][] positions = new int[writers][log.size() + 1];
    int[] steps = new int[writers];
    for (int i = 0; i < log.size(); i++) {
      Document counter = ((Operation.Put) log.get(i).getFirst()).document();
      int writer = (int) counter.metadata().getLong("writer").orElseThrow();
      steps[writer]++;
      assertEquals(steps[writer], counter.metadata().getLong("step").orElseThrow(), "in order");
      positions[writer][steps[writer]] = i + 1;
    }
    for (int writer = 0; writer < writers; writer++) {
      positions[writer] = java.util.Arrays.copyOf(positions[writer], steps[writer] + 1);
    }
    return positions;
  }
}

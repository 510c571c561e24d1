package io.vecstore.bench.engine;

import io.vecstore.bench.data.Vectors;
import io.vecstore.bench.engine.Engine.Ask;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Times an engine of this JVM: each thread asks all queries once untimed, waits for the others,
 * then asks them again and again until the time is up. Threads start at different queries, so that
 * they do not share their cache lines.
 */
final class AskingThreads implements AutoCloseable {

  private final ThreadMXBean clock = ManagementFactory.getThreadMXBean();
  private final ExecutorService pool =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("asking-", 0).factory());
  private final List<Searcher> searchers = new ArrayList<>();
  private final Supplier<Searcher> source;
  private final Vectors queries;

  /**
   * Prepares to ask.
   *
   * @param queries the questions of every turn
   * @param source makes a searcher for one thread
   */
  AskingThreads(Vectors queries, Supplier<Searcher> source) {
    this.queries = queries;
    this.source = source;
  }

  Turn turn(Ask ask) {
    while (searchers.size() < ask.threads()) {
      searchers.add(source.get());
    }
    int[][] found = new int[queries.count()][ask.k()];
    CyclicBarrier start = new CyclicBarrier(ask.threads());
    List<Future<Lap>> laps = new ArrayList<>();
    for (int t = 0; t < ask.threads(); t++) {
      int thread = t;
      laps.add(pool.submit(() -> lap(thread, ask, found, start)));
    }
    return sum(laps, found);
  }

  private Lap lap(int thread, Ask ask, int[][] found, CyclicBarrier start) throws Exception {
    Searcher searcher = searchers.get(thread);
    int first = (int) ((long) thread * queries.count() / ask.threads());
    long[] nanos = new long[queries.count()];
    pass(searcher, first, ask, thread == 0 ? found : new int[queries.count()][ask.k()], nanos);
    int[][] scratch = new int[queries.count()][ask.k()];
    start.await();
    long cpu = clock.getCurrentThreadCpuTime();
    long begin = System.nanoTime();
    long answered = 0;
    long end;
    do {
      end = pass(searcher, first, ask, scratch, nanos);
      answered += queries.count();
    } while (end - begin < ask.minNanos());
    return new Lap(answered, begin, end, clock.getCurrentThreadCpuTime() - cpu, nanos);
  }

  /** Asks every query once and returns the time at the end. */
  private long pass(Searcher searcher, int first, Ask ask, int[][] found, long[] nanos)
      throws IOException {
    long before = System.nanoTime();
    int q = first;
    for (int i = 0; i < queries.count(); i++) {
      searcher.search(queries.row(q), ask.knob(), found[q]);
      long now = System.nanoTime();
      nanos[q] = now - before;
      before = now;
      q = q + 1 == queries.count() ? 0 : q + 1;
    }
    return before;
  }

  private static Turn sum(List<Future<Lap>> laps, int[][] found) {
    long answered = 0;
    long begin = Long.MAX_VALUE;
    long end = Long.MIN_VALUE;
    long cpu = 0;
    long[] nanos = new long[laps.size() * found.length];
    int t = 0;
    for (Future<Lap> future : laps) {
      Lap lap = get(future);
      answered += lap.answered;
      begin = Math.min(begin, lap.begin);
      end = Math.max(end, lap.end);
      cpu += lap.cpu;
      System.arraycopy(lap.nanos, 0, nanos, t++ * found.length, found.length);
    }
    return new Turn(found, answered, (end - begin) / 1e9, cpu / 1e9, nanos);
  }

  private static Lap get(Future<Lap> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a query failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking", e);
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }

  /** What one thread did; times in nanoseconds. */
  private static final class Lap {
    final long answered;
    final long begin;
    final long end;
    final long cpu;
    final long[] nanos;

    Lap(long answered, long begin, long end, long cpu, long[] nanos) {
      this.answered = answered;
      this.begin = begin;
      this.end = end;
      this.cpu = cpu;
      this.nanos = nanos;
    }
  }
}

package io.vecstore.index.graph;

import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.VectorRows;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Builds a graph by inserting the rows one after the other (Malkov and Yashunin 2018, algorithm 1),
 * many at once.
 *
 * <p>Rows of links are read without a lock and written under one of a few hundred locks, chosen by
 * slot. A reader may see a row half old, half new: every link in it is valid, and that is all a
 * walk needs. A node is linked from the lowest layer upwards, so a walk that comes down to it finds
 * it linked on every layer below.
 */
public final class GraphBuilder {

  private static final int STRIDE = 16;

  private GraphBuilder() {}

  /**
   * Builds a graph over rows.
   *
   * @param metric one with a graph
   * @param rows at least one
   * @param arena owns the graph's memory
   * @throws java.util.concurrent.CancellationException if the progress was told to cancel
   */
  public static HnswGraph build(
      Metric metric, VectorRows rows, BuildSpec spec, BuildProgress progress, Arena arena) {
    progress.begin(rows.count());
    GraphLayers layers = emptyLayers(rows.count(), spec, arena);
    LinkLocks locks = new LinkLocks();
    AtomicInteger next = new AtomicInteger();
    inParallel(
        spec.threads(),
        () -> {
          GraphInserter inserter = new GraphInserter(metric, rows, layers, spec, locks);
          int from;
          while ((from = next.getAndAdd(STRIDE)) < rows.count() && from >= 0) {
            int to = Math.min(rows.count(), from + STRIDE);
            for (int ordinal = from; ordinal < to; ordinal++) {
              inserter.insert(ordinal);
            }
            progress.advance(to - from);
          }
        });
    return new HnswGraph(spec.m(), 0, layers);
  }

  private static GraphLayers emptyLayers(int count, BuildSpec spec, Arena arena) {
    List<GraphLayer> layers = new ArrayList<>();
    layers.add(GraphLayer.empty(count, GraphLayout.width(2 * spec.m()), null, null, arena));
    int @Nullable [] lower = null;
    for (int[] ordinals : new LevelSampler(spec.seed(), spec.m()).upperLayers(count)) {
      int[] below = ordinals;
      if (lower != null) {
        below = new int[ordinals.length];
        for (int i = 0; i < below.length; i++) {
          below[i] = java.util.Arrays.binarySearch(lower, ordinals[i]);
        }
      }
      layers.add(
          GraphLayer.empty(ordinals.length, GraphLayout.width(spec.m()), ordinals, below, arena));
      lower = ordinals;
    }
    return new GraphLayers(layers, 0);
  }

  /**
   * Runs the work on so many threads, this one among them, and waits for all; the first failure is
   * thrown.
   */
  private static void inParallel(int threads, Runnable work) {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Runnable guarded =
        () -> {
          try {
            work.run();
          } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
          }
        };
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < threads; i++) {
      others.add(Thread.ofPlatform().daemon().name("vecstore-graph-" + i).start(guarded));
    }
    guarded.run();
    for (Thread other : others) {
      joinUninterrupted(other);
    }
    switch (failure.get()) {
      case null -> {}
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      case Throwable impossible -> throw new AssertionError(impossible);
    }
  }

  private static void joinUninterrupted(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true; // the memory may not go away under a thread that still writes to it
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

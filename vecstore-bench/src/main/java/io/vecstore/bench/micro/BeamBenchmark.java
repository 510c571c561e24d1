package io.vecstore.bench.micro;

import io.vecstore.index.beam.Beam;
import io.vecstore.index.beam.VisitedSlots;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds for one row that a walk has scored: to offer it to the beam, beside the two heaps of
 * the paper (Malkov and Yashunin 2018, algorithm 2), and to find out whether it was seen before.
 * The rows come nearer as they do in a walk: fast at first, hardly at the end.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 5, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class BeamBenchmark {

  private static final int ROWS = 4096;
  private static final int HOP = 16;

  /** The width of the beam. */
  @Param({"16", "64", "128", "512"})
  public int ef = 64;

  private final Beam beam = new Beam();
  private final VisitedSlots visited = new VisitedSlots();
  private final int[] slots = new int[ROWS];
  private final int[] hop = new int[HOP];
  private final float[] closeness = new float[ROWS];

  /** Creates it; {@link #fill} makes the walk. */
  public BeamBenchmark() {}

  /** Makes a walk: normal noise around a mean that settles. */
  @Setup
  public void fill() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < ROWS; i++) {
      slots[i] = random.nextInt(1_000_000);
      closeness[i] = (float) (-Math.exp(-i / 100.0) + 0.1 * random.nextGaussian());
    }
  }

  /** Measures the sorted beam; one node is expanded for sixteen rows that are offered. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int beam() {
    beam.reset(ef);
    int expanded = 0;
    for (int i = 0; i < ROWS; i++) {
      if (closeness[i] > beam.threshold()) {
        beam.offer(slots[i], closeness[i]);
      }
      if (i % HOP == 0) {
        expanded += beam.expandNext();
      }
    }
    return expanded;
  }

  /** Measures the two heaps. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int heaps() {
    PriorityQueue<Long> candidates = new PriorityQueue<>();
    PriorityQueue<Long> best = new PriorityQueue<>((a, b) -> Long.compare(b, a));
    int expanded = 0;
    for (int i = 0; i < ROWS; i++) {
      if (best.size() < ef || closeness[i] > Beam.closenessOf(best.element())) {
        long key = Beam.key(slots[i], closeness[i]);
        candidates.add(key);
        best.add(key);
        if (best.size() > ef) {
          best.remove();
        }
      }
      if (i % HOP == 0 && !candidates.isEmpty()) {
        expanded += Beam.slotOf(candidates.remove());
      }
    }
    return expanded;
  }

  /** Measures the set of rows that were seen, sixteen at a time. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int visited() {
    visited.reset(1_000_000);
    int kept = 0;
    for (int from = 0; from < ROWS; from += HOP) {
      System.arraycopy(slots, from, hop, 0, HOP);
      kept += visited.keepNew(hop, HOP);
    }
    return kept;
  }
}

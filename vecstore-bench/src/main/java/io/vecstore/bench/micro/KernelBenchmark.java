package io.vecstore.bench.micro;

import io.vecstore.core.kernel.Kernels;
import io.vecstore.core.kernel.QueryLanes;
import io.vecstore.core.kernel.VectorKernels;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds to score one row, in hops of 32 rows: once with all rows in the cache, once with rows
 * from all over memory.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 5, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class KernelBenchmark {

  private static final int HOP = 32;
  private static final int HOPS = 1 << 10;
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Components of a row. */
  @Param({"100", "128", "384", "784"})
  public int dimension;

  /** MiB of rows: less than any cache, or more than every cache. */
  @Param({"0", "512"})
  public int mebibytes;

  private Arena arena = Arena.ofShared();
  private VectorKernels kernels = warm();
  private MemorySegment rows = MemorySegment.NULL;
  private float[] lanes = new float[0];
  private int[][] hops = new int[0][];
  private float[] scores = new float[HOP];
  private int next;

  private static VectorKernels warm() {
    Kernels.choice();
    return Kernels.get();
  }

  /** Creates the state; JMH fills in the parameters. */
  public KernelBenchmark() {}

  /** Fills memory with random rows and picks random hops through them. */
  @Setup
  public void fill() {
    SplittableRandom random = new SplittableRandom(1);
    long rowBytes = (long) dimension * Float.BYTES;
    int count = (int) Math.max(HOP, (long) mebibytes * (1 << 20) / rowBytes);
    rows = arena.allocate(count * rowBytes, 64);
    for (long at = 0; at < rows.byteSize(); at += Float.BYTES) {
      rows.set(FLOAT, at, random.nextFloat());
    }
    float[] query = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      query[i] = random.nextFloat();
    }
    lanes = QueryLanes.of(query);
    hops = new int[HOPS][HOP];
    for (int[] hop : hops) {
      for (int i = 0; i < HOP; i++) {
        hop[i] = random.nextInt(count);
      }
    }
  }

  /** Frees the memory. */
  @TearDown
  public void free() {
    arena.close();
  }

  /** Measures the dot product. */
  @Benchmark
  @OperationsPerInvocation(HOP)
  public float[] dot() {
    kernels.dot(lanes, rows, dimension, hop(), HOP, scores);
    return scores;
  }

  /** Measures the squared Euclidean distance. */
  @Benchmark
  @OperationsPerInvocation(HOP)
  public float[] squaredEuclidean() {
    kernels.squaredEuclidean(lanes, rows, dimension, hop(), HOP, scores);
    return scores;
  }

  private int[] hop() {
    next = (next + 1) & (HOPS - 1);
    return hops[next];
  }
}

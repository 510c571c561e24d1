package io.vecstore.bench.micro;

import io.vecstore.core.kernel.Kernels;
import io.vecstore.core.kernel.NibbleQuery;
import io.vecstore.core.kernel.NibbleRecords;
import io.vecstore.core.kernel.VectorKernels;
import io.vecstore.core.kernel.code.BitQuery;
import io.vecstore.core.kernel.code.ByteKernels;
import io.vecstore.core.kernel.code.ByteQuery;
import io.vecstore.core.kernel.code.CodeRecords;
import io.vecstore.core.kernel.fused.FusedBlocks;
import io.vecstore.core.kernel.fused.FusedKernels;
import io.vecstore.core.kernel.fused.FusedQuery;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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
 * Nanoseconds to score one row by its code, in hops of 32 rows, for each kind of code: with all
 * rows in the cache, and with rows from all over memory, which are touched before they are read or
 * not.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 5, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class CodeBenchmark {

  private static final int HOP = 32;
  private static final int HOPS = 1 << 10;

  /** Components of a row. */
  @Param({"96", "128", "200", "384", "768", "1024", "1536"})
  public int dimension = 128;

  /** MiB of rows of codes: less than any cache, or more than every cache. */
  @Param({"0", "512"})
  public int mebibytes;

  private final Arena arena = Arena.ofShared();
  private final VectorKernels kernels = warm();
  private final ByteKernels byteKernels = ByteKernels.simd();
  private final FusedKernels fusedKernels = FusedKernels.get();
  private final float[] scores = new float[HOP];
  private Codes codes;
  private int[][] hops = new int[0][];
  private int[][] nodes = new int[0][];
  private int next;

  private static VectorKernels warm() {
    Kernels.choice();
    return Kernels.get();
  }

  /** Creates it without rows; {@link #fill} makes them. */
  public CodeBenchmark() {
    codes = new Codes(arena, dimension, HOP);
  }

  /** Fills memory with random codes and picks random hops through them. */
  @Setup
  public void fill() {
    SplittableRandom random = new SplittableRandom(1);
    int count = Math.max(HOP, (int) (((long) mebibytes << 20) / (dimension / 2)));
    codes = new Codes(arena, dimension, count);
    codes.fill(random);
    hops = new int[HOPS][HOP];
    nodes = new int[HOPS][1];
    for (int i = 0; i < HOPS; i++) {
      for (int j = 0; j < HOP; j++) {
        hops[i][j] = random.nextInt(count);
      }
      nodes[i][0] = random.nextInt(codes.blocks);
    }
  }

  /** Frees the memory. */
  @TearDown
  public void free() {
    arena.close();
  }

  /** Measures codes of four bits. */
  @Benchmark
  @OperationsPerInvocation(HOP)
  public float[] nibbles() {
    kernels.nibbles(codes.nibbleQuery, codes.nibbles, hop(), HOP, scores);
    return scores;
  }

  /** Measures codes of four bits whose first lines are all touched before one is scored. */
  @Benchmark
  @OperationsPerInvocation(HOP)
  public float nibblesTouched() {
    int[] hop = hop();
    int touched = codes.nibbles.touch(hop, HOP);
    kernels.nibbles(codes.nibbleQuery, codes.nibbles, hop, HOP, scores);
    return scores[0] + touched;
  }

  /** Measures codes of eight bits. */
  @Benchmark
  @OperationsPerInvocation(HOP)
  public float[] bytes() {
    codes.byteQuery.closeness(byteKernels, codes.bytes, hop(), HOP, scores);
    return scores;
  }

  /** Measures codes of one bit. */
  @Benchmark
  @OperationsPerInvocation(HOP)
  public float[] bits() {
    codes.bitQuery.closeness(codes.bits, hop(), HOP, scores);
    return scores;
  }

  /** Measures the 32 neighbours of a node that lie together in one block. */
  @Benchmark
  @OperationsPerInvocation(HOP)
  public int fused() {
    int node = nodes[++next & (HOPS - 1)][0];
    return fusedKernels.score(codes.fusedQuery, codes.fused, node, 0f, 0f, scores);
  }

  private int[] hop() {
    return hops[++next & (HOPS - 1)];
  }

  /** Rows in every kind of code, as many bytes of each as the codes of four bits take. */
  private static final class Codes {

    private final NibbleRecords nibbles;
    private final CodeRecords bytes;
    private final CodeRecords bits;
    private final FusedBlocks fused;
    private final int blocks;
    private final NibbleQuery nibbleQuery;
    private final ByteQuery byteQuery;
    private final BitQuery bitQuery;
    private final FusedQuery fusedQuery;
    private final int dimension;

    Codes(Arena arena, int dimension, int count) {
      this.dimension = dimension;
      int byteBytes = ByteQuery.codeBytes(dimension);
      int bitBytes = BitQuery.codeBytes(dimension);
      nibbles =
          new NibbleRecords(
              arena.allocate(NibbleRecords.bytes(dimension, count), 64), dimension, count);
      bytes =
          new CodeRecords(
              arena.allocate(CodeRecords.bytes(byteBytes, count), 64), byteBytes, count);
      bits =
          new CodeRecords(arena.allocate(CodeRecords.bytes(bitBytes, count), 64), bitBytes, count);
      blocks = Math.max(1, count / HOP);
      fused =
          new FusedBlocks(
              arena.allocate((long) FusedBlocks.blockBytes(dimension) * blocks, 64), dimension);
      nibbleQuery = new NibbleQuery(dimension);
      byteQuery = new ByteQuery(dimension);
      bitQuery = new BitQuery(dimension);
      fusedQuery = new FusedQuery(dimension);
    }

    void fill(SplittableRandom random) {
      for (MemorySegment memory :
          new MemorySegment[] {nibbles.bytes(), bytes.bytes(), bits.bytes(), fused.bytes()}) {
        for (long at = 0; at + 8 <= memory.byteSize(); at += 8) {
          // No float among them is infinite or no number: the highest bit of each exponent is 0.
          memory.set(ValueLayout.JAVA_LONG_UNALIGNED, at, random.nextLong() & 0xbfffffffbfffffffL);
        }
      }
      float[] query = new float[dimension];
      for (int i = 0; i < dimension; i++) {
        query[i] = (float) random.nextGaussian();
      }
      nibbleQuery.set(query, 1);
      byteQuery.set(query, 1);
      bitQuery.set(query, 1);
      fusedQuery.set(query);
    }
  }
}

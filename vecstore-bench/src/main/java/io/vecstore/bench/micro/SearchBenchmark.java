package io.vecstore.bench.micro;

import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Quantization;
import io.vecstore.core.schema.VectorLayout;
import io.vecstore.core.spi.MemorySections;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.index.VectorIndex;
import io.vecstore.index.VectorIndexes;
import io.vecstore.index.graph.BuildProgress;
import io.vecstore.index.score.SearchCounters;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a search of real rows costs and finds, for each kind of code and width of the beam:
 * microseconds a query, recall at ten, hops, rows scored by codes and by vectors.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 5,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx3g"})
public class SearchBenchmark {

  /** What leads the walk: a layout or a quantization. */
  @Param({"compact", "fast", "none", "int8", "binary", "product-8x"})
  public String codes = "compact";

  /** The width of the beam. */
  @Param({"16", "32", "64", "128"})
  public int ef = 32;

  private final Arena arena = Arena.ofShared();
  private DebianSet set;
  private VectorIndex index;

  /** Reads the rows; {@link #build} makes the index that is measured. */
  public SearchBenchmark() {
    try {
      set = DebianSet.read(arena);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    index =
        VectorIndexes.open(
            new MemorySections("none", java.util.List.of(), arena), DebianSet.METRIC, set.rows());
  }

  /** Builds the graph and the codes by all processors. */
  @Setup(Level.Trial)
  public void build() {
    int threads = Runtime.getRuntime().availableProcessors();
    var sections =
        VectorIndexes.build(
            spec(codes), DebianSet.METRIC, set.rows(), threads, new BuildProgress(), arena);
    index =
        VectorIndexes.open(
            new MemorySections(codes, sections, arena), DebianSet.METRIC, set.rows());
  }

  static IndexSpec.Hnsw spec(String codes) {
    IndexSpec.Hnsw spec = IndexSpec.hnsw().exactBelow(0);
    return switch (codes) {
      case "compact" -> spec;
      case "fast" -> spec.layout(VectorLayout.FAST);
      case "none" -> spec.quantization(Quantization.none());
      case "int8" -> spec.quantization(Quantization.int8());
      case "binary" -> spec.quantization(Quantization.binary());
      case "product-8x" -> spec.quantization(Quantization.product(192));
      default -> throw new AssertionError(codes);
    };
  }

  /** Frees the memory. */
  @TearDown(Level.Trial)
  public void free() {
    arena.close();
  }

  /** Measures one query. */
  @Benchmark
  public int query(Found found) {
    TopOrdinals top = found.top;
    top.clear();
    index.search(set.queries().row(found.next), ef, null, top, found.counters);
    top.sort();
    found.take(set);
    return top.count();
  }

  /** What the searches of one thread found. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Found {

    private final TopOrdinals top = new TopOrdinals(DebianSet.K);
    private final int[] rows = new int[DebianSet.K];
    private SearchCounters counters = new SearchCounters();
    private double recalled;
    private int judged;
    private int asked;
    private int next;

    /** Creates it empty. */
    public Found() {}

    /** Forgets what the iteration before found. */
    @Setup(Level.Iteration)
    public void clear() {
      counters = new SearchCounters();
      recalled = 0;
      judged = 0;
      asked = 0;
    }

    /** Judges the first answer to each query alone: judging takes longer than searching. */
    private void take(DebianSet set) {
      if (asked++ < set.queries().count()) {
        for (int i = 0; i < rows.length; i++) {
          rows[i] = i < top.count() ? top.ordinal(i) : -1;
        }
        recalled += set.truth().recall(next, rows);
        judged++;
      }
      next = (next + 1) % set.queries().count();
    }

    /** Returns the mean share of the ten nearest that was found, in [0, 1]. */
    public double recall() {
      return recalled / Math.max(1, judged);
    }

    /** Returns the mean number of nodes that were expanded. */
    public double hops() {
      return (double) counters.hops() / Math.max(1, asked);
    }

    /** Returns the mean number of rows that were scored by their codes. */
    public double codesScored() {
      return (double) counters.scoredApproximately() / Math.max(1, asked);
    }

    /** Returns the mean number of rows that were scored by their vectors. */
    public double vectorsScored() {
      return (double) counters.scored() / Math.max(1, asked);
    }
  }
}

package io.vecstore.bench.micro;

import io.vecstore.index.VectorIndexes;
import io.vecstore.index.graph.BuildProgress;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long a graph of real rows takes to build: by codes or by vectors, by one thread or two. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx3g"})
public class BuildBenchmark {

  /** What leads the walks of the build: four-bit codes, or the vectors themselves. */
  @Param({"compact", "none"})
  public String codes = "compact";

  /** The beam of the build. */
  @Param({"100", "128", "200"})
  public int efConstruction = 200;

  /** Threads that build. */
  @Param({"1", "2"})
  public int threads = 1;

  private final Arena data = Arena.ofShared();
  private final DebianSet set;

  /** Reads the rows. */
  public BuildBenchmark() {
    try {
      set = DebianSet.read(data);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Frees the rows. */
  @TearDown(Level.Trial)
  public void free() {
    data.close();
  }

  /** Measures a whole build: codes, graph, and the widths of its beams. */
  @Benchmark
  public int build() {
    try (Arena arena = Arena.ofShared()) {
      return VectorIndexes.build(
              SearchBenchmark.spec(codes).efConstruction(efConstruction),
              DebianSet.METRIC,
              set.rows(),
              threads,
              new BuildProgress(),
              arena)
          .size();
    }
  }
}

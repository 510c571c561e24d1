package io.vecstore.bench.micro;

import io.vecstore.core.column.ActiveColumns;
import io.vecstore.core.column.SealedColumns;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.spi.MemorySections;
import io.vecstore.core.spi.OrdinalBits;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Filters over the sealed columns of a million rows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx3g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FilterBenchmark {

  private static final int ROWS = 1_000_000;

  /** The filter, as text. */
  @Param({
    "n BETWEEN 1000 AND 2000",
    "n < 500000",
    "n >= 0",
    "price < 50.0",
    "half > 500000",
    "section = 'section-0'",
    "section = 'section-49'",
    "name = 'n777'",
    "section = 'section-3' AND n < 10000",
    "section IN ['section-1', 'section-2', 'section-3']",
    "tags CONTAINS 't7'",
    "n >= 1000 AND n < 500000 AND section = 'section-3'",
    "GEO_WITHIN(at, BOX(50, 10, 55, 15))",
    "GEO_WITHIN(at, CIRCLE(52.5, 13.4, 50000))"
  })
  public String filter = "n >= 0";

  private Filter parsed = Filter.nothing();
  private SealedColumns columns;

  /** Creates it without rows; {@link #fill} adds them. */
  public FilterBenchmark() {
    this.columns = sealed(new ActiveColumns());
  }

  /** Makes the rows. */
  @Setup(Level.Trial)
  public void fill() {
    parsed = Filter.parse(filter);
    SplittableRandom random = new SplittableRandom(1);
    ActiveColumns active = new ActiveColumns();
    for (int i = 0; i < ROWS; i++) {
      Metadata row =
          Metadata.of(
              Map.of(
                  "n",
                  random.nextInt(ROWS),
                  "price",
                  random.nextDouble() * 100,
                  "section",
                  "section-" + (int) (50 * Math.pow(random.nextDouble(), 2)),
                  "name",
                  "n" + i,
                  "tags",
                  List.of("t" + random.nextInt(100), "t" + random.nextInt(100)),
                  "at",
                  Map.of(
                      "lat",
                      random.nextDouble() * 180 - 90,
                      "lon",
                      random.nextDouble() * 360 - 180)));
      active.add(i, i % 2 == 0 ? row.with("half", i) : row);
    }
    columns = sealed(active);
  }

  private static SealedColumns sealed(ActiveColumns active) {
    int rows = active.rows();
    return SealedColumns.open(
        new MemorySections("memory", SealedColumns.build(active, rows), Arena.ofAuto()), rows);
  }

  /** Evaluates the filter, past the cache of sets. */
  @Benchmark
  public OrdinalBits matching() {
    return columns.evaluate(parsed);
  }
}

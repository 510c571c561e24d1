package io.vecstore.bench.engine;

import io.vecstore.core.schema.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A C++ library in a process of its own, alive for the whole run and asked in turn like the others;
 * only the time inside the process is measured. Unit vectors under the inner product for cosine.
 */
final class NativeEngine implements Engine {

  private final String name;
  private final String description;
  private final String knob;
  private final ProcessBuilder command;
  private @Nullable DriverProcess driver;
  private int queries;

  /**
   * Describes a driver; it is started by {@link #build}.
   *
   * @param command program and arguments
   */
  NativeEngine(String name, String description, String knob, List<String> command) {
    this.name = name;
    this.description = description;
    this.knob = knob;
    this.command = new ProcessBuilder(command);
    this.command.environment().put("OMP_WAIT_POLICY", "passive");
    this.command.environment().put("OPENBLAS_NUM_THREADS", "1");
  }

  /** Asks the C library for transparent huge pages, as far as the system grants them. */
  NativeEngine withHugePages() {
    command.environment().put("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return description
        + (command.environment().containsKey("GLIBC_TUNABLES") ? ", huge pages" : ", small pages");
  }

  @Override
  public String knob() {
    return knob;
  }

  @Override
  public Built build(Plan given) {
    Plan plan = given.normalized();
    DriverProcess started = new DriverProcess(name, command);
    driver = started;
    try {
      KeptIndex kept = KeptIndex.in(given, name);
      buildOrOpen(started, plan, kept);
      queries = plan.queries().count();
      started.send("queries " + queries);
      started.send(plan.queries());
      started.receive("ready");
      return kept.built();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void buildOrOpen(DriverProcess driver, Plan plan, KeptIndex kept)
      throws IOException {
    String metric = plan.metric() == Metric.EUCLIDEAN ? "l2" : "dot";
    int count = plan.base().count();
    int dimension = plan.base().dimension();
    Path file = kept.directory().resolve("index");
    if (!kept.isBuilt()) {
      kept.clear();
      driver.send(
          "build %s %d %d %d %d %d %s"
              .formatted(
                  metric,
                  count,
                  dimension,
                  plan.m(),
                  plan.efConstruction(),
                  plan.buildThreads(),
                  file));
      driver.send(plan.base());
      kept.finished(Double.parseDouble(driver.receive("built")));
    } else {
      driver.send(
          "open %s %d %d %d %s".formatted(metric, count, dimension, plan.buildThreads(), file));
      driver.receive("opened");
    }
  }

  @Override
  public Turn turn(Ask ask) {
    if (driver == null) {
      throw new IllegalStateException("not built");
    }
    driver.send(
        String.format(
            Locale.ROOT, "search %d %d %d %d", ask.k(), ask.knob(), ask.threads(), ask.minNanos()));
    String[] words = driver.receive("found").split(" ", -1);
    long answered = Long.parseLong(words[0]);
    double wall = Long.parseLong(words[1]) / 1e9;
    double cpu = Long.parseLong(words[2]) / 1e9;
    int samples = Integer.parseInt(words[3]);
    int[][] found = new int[queries][ask.k()];
    ByteBuffer ids = driver.receive(queries * ask.k() * Integer.BYTES);
    for (int[] row : found) {
      for (int i = 0; i < row.length; i++) {
        row[i] = ids.getInt();
      }
    }
    long[] nanos = new long[samples];
    driver.receive(samples * Long.BYTES).asLongBuffer().get(nanos);
    return new Turn(found, answered, wall, cpu, nanos);
  }

  @Override
  public void close() {
    if (driver != null) {
      driver.close();
    }
  }
}

package io.vecstore.bench.tenant;

import io.vecstore.Namespace;
import io.vecstore.VecDatabase;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.tenant.Quotas;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures a database of many namespaces: opening, dropping, files and memory. */
@Command(
    name = "tenants",
    mixinStandardHelpOptions = true,
    header = "What thousands of namespaces in one database cost.",
    description = {
      "",
      "Creates namespaces, writes to some of them, closes the database and opens it again; visits",
      "namespaces in random order and drops some. Files are those of the process in /proc/self/fd,",
      "less those it had before the database was opened; heap is what a full collection leaves,",
      "less the same. Drops are forced to the disk, each one, but for the last; what the disk",
      "takes to force a few bytes of another file, in turn with them, is printed beside them.",
      ""
    })
public final class TenantCommand implements Callable<Integer> {

  private static final Schema SCHEMA = Schema.of(32, Metric.COSINE);

  @Parameters(paramLabel = "DIRECTORY", description = "An empty or missing directory.")
  private Path directory = Path.of("");

  @Option(
      names = "--namespaces",
      defaultValue = "10000",
      description = "How many. Default: ${DEFAULT-VALUE}")
  private int namespaces;

  @Option(
      names = "--written",
      defaultValue = "500",
      description = "How many of them are written to. Default: ${DEFAULT-VALUE}")
  private int written;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Creates the command. */
  public TenantCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    fill(out);
    long filesBefore = openFiles();
    long heapBefore = heap();
    long start = System.nanoTime();
    try (VecDatabase database = VecDatabase.open(directory)) {
      line(out, "open", (System.nanoTime() - start) / 1e6, "ms");
      line(out, "namespaces", database.namespaces().list().size(), "");
      line(out, "heap beyond the rest, nothing used yet", (heap() - heapBefore) / 1e6, "MB");
      visit(out, database);
      line(out, "open files", (double) (openFiles() - filesBefore), "");
      line(out, "heap beyond the rest, after the visits", (heap() - heapBefore) / 1e6, "MB");
      drop(out, database, "forced, something in them", new Range(0, written / 2));
      drop(out, database, "forced, empty", new Range(written, (namespaces - written) / 2));
    }
    try (VecDatabase database =
        VecDatabase.open(directory, o -> o.stores(s -> s.durability(Durability.MANUAL)))) {
      drop(out, database, "not forced, something in them", new Range(written / 2, written / 4));
    }
    return 0;
  }

  private void fill(PrintWriter out) {
    long start = System.nanoTime();
    try (VecDatabase database = VecDatabase.open(directory)) {
      for (int i = 0; i < namespaces; i++) {
        database
            .namespaces()
            .create("tenant-" + i, SCHEMA, p -> p.limitedTo(Quotas.pro()).named("A tenant"));
      }
      line(out, "create", (System.nanoTime() - start) / 1e6 / namespaces, "ms each");
      start = System.nanoTime();
      for (int i = 0; i < written; i++) {
        Namespace namespace = database.namespaces().get("tenant-" + i);
        for (int d = 0; d < 3; d++) {
          namespace.upsert("d" + d, vector(i, d), Map.of("of", i));
        }
      }
      line(
          out,
          "first use and three writes",
          (System.nanoTime() - start) / 1e6 / written,
          "ms each");
    }
  }

  private static float[] vector(int tenant, int document) {
    float[] vector = new float[SCHEMA.dimension()];
    Arrays.fill(vector, 1 + document);
    vector[tenant % vector.length] = 2;
    return vector;
  }

  private void visit(PrintWriter out, VecDatabase database) {
    SplittableRandom random = new SplittableRandom(1);
    double[] millis = new double[Math.min(300, written)];
    for (int i = 0; i < millis.length; i++) {
      Namespace namespace = database.namespaces().get("tenant-" + random.nextInt(written));
      long start = System.nanoTime();
      namespace.search(Query.nearest(vector(i, 0)).topK(3));
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    percentiles(out, "query of a namespace that is closed", millis);
  }

  /**
   * Drops many, and forces a few bytes of another file after each: what the disk takes at the same
   * time, with nothing of ours around it.
   */
  private void drop(PrintWriter out, VecDatabase database, String which, Range range)
      throws IOException {
    double[] millis = new double[range.count];
    double[] alone = new double[range.count];
    Path probe = directory.resolveSibling(directory.getFileName() + ".probe");
    try (FileChannel file =
        FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.allocate(1 << 20), 0);
      file.force(true);
      for (int i = 0; i < millis.length; i++) {
        String tenant = "tenant-" + (range.first + i);
        long start = System.nanoTime();
        database.namespaces().drop(tenant);
        millis[i] = (System.nanoTime() - start) / 1e6;
        start = System.nanoTime();
        file.write(ByteBuffer.allocate(128), 128L * i);
        file.force(false);
        alone[i] = (System.nanoTime() - start) / 1e6;
      }
    } finally {
      Files.deleteIfExists(probe);
    }
    percentiles(out, "drop, " + which, millis);
    percentiles(out, "force 128 bytes, the disk alone, beside it", alone);
  }

  private record Range(int first, int count) {}

  private static void percentiles(PrintWriter out, String what, double[] millis) {
    Arrays.sort(millis);
    line(out, what + ", median", millis[millis.length / 2], "ms");
    line(out, what + ", 99 of 100", millis[millis.length * 99 / 100], "ms");
    line(out, what + ", slowest of " + millis.length, millis[millis.length - 1], "ms");
    long slow = Arrays.stream(millis).filter(one -> one >= 1).count();
    line(out, what + ", 1 ms or more", (double) slow, "");
  }

  private static void line(PrintWriter out, String what, double value, String unit) {
    out.printf(Locale.ROOT, "%-66s %10.3f %s%n", what, value, unit);
    out.flush();
  }

  private static long openFiles() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(descriptors)) {
      return all.count();
    }
  }

  /** Looks several times, since what is closed is collected later. */
  private static long heap() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}

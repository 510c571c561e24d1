package io.vecstore.index;

import io.vecstore.core.kernel.InverseNorms;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.core.spi.VectorRows;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The real data sets that recall is measured on: rows, queries and the distances of the true
 * neighbours.
 */
public record RealVectors(
    String name, Metric metric, VectorRows rows, Matrix queries, Matrix distances) {

  /** A table of floats, row by row. */
  public static final class Matrix {
    private final float[] values;
    private final int columns;

    Matrix(float[] values, int columns) {
      this.values = values;
      this.columns = columns;
    }

    /** Returns the number of rows. */
    public int rows() {
      return values.length / columns;
    }

    /** Returns a copy of a row. */
    public float[] row(int i) {
      return java.util.Arrays.copyOfRange(values, i * columns, (i + 1) * columns);
    }

    /** Returns one value. */
    public float at(int row, int column) {
      return values[row * columns + column];
    }
  }

  /** Returns the set with a name, or nothing where its files are not on this machine. */
  public static Optional<RealVectors> load(String name, Arena arena) {
    return switch (name) {
      case "sift5k" -> of(name, Metric.EUCLIDEAN, shared("sift5k"), names("sift5k"), arena);
      case "debian" ->
          of(
              name,
              Metric.COSINE,
              shared("debian"),
              new String[] {"base.hvecs", "query.hvecs", "gt_cos_query.dist.fvecs"},
              arena);
      case "debian-titles" ->
          of(
              name,
              Metric.COSINE,
              shared("debian"),
              new String[] {"base.hvecs", "titles1k.hvecs", "gt_cos_titles1k.dist.fvecs"},
              arena);
      case "glove50k" -> of(name, Metric.COSINE, shared("glove100"), names("glove50k"), arena);
      case "glove" ->
          of(
              name,
              Metric.COSINE,
              fetched("glove100"),
              new String[] {"base.fvecs", "query.fvecs", "gt.dist.fvecs"},
              arena);
      case "fashion" ->
          of(
              name,
              Metric.EUCLIDEAN,
              fetched("fashion-mnist"),
              new String[] {"base.bvecs", "query.bvecs", "gt.dist.fvecs"},
              arena);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String[] names(String set) {
    return set.equals("sift5k")
        ? new String[] {"base.bvecs", "query.bvecs", "gt_l2.dist.fvecs"}
        : new String[] {
          "small50k_base.hvecs", "small50k_query.hvecs", "small50k_gt_cos.dist.fvecs"
        };
  }

  /**
   * Returns the share of the true {@code k} neighbours of a query that were found, counted by
   * distance.
   */
  public double recall(int query, int k, TopOrdinals found) {
    float bound = distances.at(query, k - 1) * (1 + 1e-6f) + 1e-6f;
    int hits = 0;
    for (int rank = 0; rank < Math.min(k, found.count()); rank++) {
      float distance = metric == Metric.COSINE ? 1 - found.score(rank) : -found.score(rank);
      hits += distance <= bound ? 1 : 0;
    }
    return (double) hits / k;
  }

  private static Path shared(String set) {
    String root = System.getProperty("VECSTORE_DATA", System.getenv("VECSTORE_DATA"));
    if (root != null) {
      return Path.of(root, set);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolve("shared/data").resolve(set);
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    return Path.of("missing");
  }

  private static Path fetched(String set) {
    String root = System.getenv("VECSTORE_DATA_CACHE");
    return root != null
        ? Path.of(root, set)
        : Path.of(System.getProperty("user.home"), ".cache/vecstore-data", set);
  }

  private static Optional<RealVectors> of(
      String name, Metric metric, Path folder, String[] files, Arena arena) {
    if (find(folder, files[0]).isEmpty() || find(folder, files[2]).isEmpty()) {
      return Optional.empty();
    }
    Matrix base = read(find(folder, files[0]).get());
    Matrix queries = read(find(folder, files[1]).get());
    Matrix distances = read(find(folder, files[2]).get());
    return Optional.of(
        new RealVectors(
            name, metric, rows(metric, base.values, base.columns, arena), queries, distances));
  }

  /** Returns rows in memory of the arena, with inverse norms where the metric is cosine. */
  public static VectorRows rows(Metric metric, float[] values, int dimension, Arena arena) {
    int count = values.length / dimension;
    MemorySegment floats = arena.allocate(Math.max(4, 4L * values.length), 64);
    MemorySegment.copy(values, 0, floats, ValueLayout.JAVA_FLOAT, 0, values.length);
    MemorySegment norms = MemorySegment.NULL;
    if (metric == Metric.COSINE) {
      norms = arena.allocate(Math.max(4, 4L * count), 64);
      for (int i = 0; i < count; i++) {
        norms.setAtIndex(
            ValueLayout.JAVA_FLOAT, i, InverseNorms.of(floats, 4L * i * dimension, dimension));
      }
    }
    return new VectorRows(floats, norms, count, dimension);
  }

  private static Optional<Path> find(Path folder, String file) {
    Path plain = folder.resolve(file);
    Path packed = folder.resolve(file + ".gz");
    return Files.exists(plain)
        ? Optional.of(plain)
        : Files.exists(packed) ? Optional.of(packed) : Optional.empty();
  }

  private static Matrix read(Path file) {
    String name = file.getFileName().toString().replace(".gz", "");
    int size = name.endsWith(".hvecs") ? 2 : name.endsWith(".bvecs") ? 1 : 4;
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        InputStream in =
            file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw) {
      ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      int columns = bytes.getInt(0);
      int rows = bytes.limit() / (4 + columns * size);
      float[] values = new float[rows * columns];
      int at = 0;
      for (int row = 0; row < rows; row++) {
        bytes.getInt();
        for (int i = 0; i < columns; i++) {
          values[at++] =
              size == 4
                  ? bytes.getFloat()
                  : size == 2 ? Float.float16ToFloat(bytes.getShort()) : bytes.get() & 0xff;
        }
      }
      return new Matrix(values, columns);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

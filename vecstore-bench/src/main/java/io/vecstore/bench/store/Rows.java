package io.vecstore.bench.store;

import io.vecstore.bench.data.VectorFile;
import io.vecstore.bench.data.Vectors;
import io.vecstore.core.model.Document;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * As many rows as one wants: vectors of length 1 scattered around given centres, an id and a little
 * metadata. A row depends on its number and the seed alone, so that every contestant, process and
 * thread writes the same ones. Safe from any thread.
 */
final class Rows {

  /** How far a row is scattered, in lengths of its centre: a cosine of about 0.9 to it. */
  private static final double SCATTER = 0.5;

  private static final int INVENTED_CENTRES = 1_000;
  private static final List<String> SECTIONS = List.of("libs", "python", "doc", "net", "games");

  private final Vectors centres;
  private final long seed;
  private final String origin;

  private Rows(Vectors centres, long seed, String origin) {
    this.centres = centres;
    this.seed = seed;
    this.origin = origin;
  }

  /**
   * Returns rows around the vectors of a file, where it is there and has the dimension; around
   * centres that are drawn from a normal distribution otherwise.
   */
  static Rows around(Path file, int dimension, long seed) {
    if (Files.isRegularFile(file)) {
      Vectors real = VectorFile.vectors(file);
      if (real.dimension() == dimension) {
        return new Rows(real.normalized(), seed, "noise around " + file.getFileName());
      }
    }
    List<float[]> centres =
        IntStream.range(0, INVENTED_CENTRES)
            .mapToObj(i -> gaussian(new SplittableRandom(seed + i), dimension, 1))
            .toList();
    return new Rows(
        Vectors.of(centres).normalized(), seed, "noise around " + INVENTED_CENTRES + " centres");
  }

  /** Returns a sentence about where the vectors come from. */
  String origin() {
    return origin;
  }

  /** Returns the number of components. */
  int dimension() {
    return centres.dimension();
  }

  /** Returns the id of a row. */
  static String id(long row) {
    return "row-" + row;
  }

  /** Returns the vector of a row; it belongs to the caller. */
  float[] vector(long row) {
    SplittableRandom random = new SplittableRandom(seed ^ (row * 0x9E3779B97F4A7C15L));
    float[] centre = centres.row(random.nextInt(centres.count()));
    float[] noise = gaussian(random, centre.length, SCATTER / Math.sqrt(centre.length));
    double square = 0;
    for (int i = 0; i < noise.length; i++) {
      noise[i] += centre[i];
      square += (double) noise[i] * noise[i];
    }
    float scale = (float) (1 / Math.sqrt(square));
    for (int i = 0; i < noise.length; i++) {
      noise[i] *= scale;
    }
    return noise;
  }

  /** Returns the metadata of a row. */
  static Map<String, Object> metadata(long row) {
    return Map.of(
        "section",
        SECTIONS.get((int) (row % SECTIONS.size())),
        "year",
        2000 + (int) (row % 27),
        "free",
        row % 3 == 0);
  }

  /** Returns a row as a document. */
  Document document(long row) {
    return Document.of(id(row), vector(row)).withMetadata(metadata(row));
  }

  private static float[] gaussian(SplittableRandom random, int dimension, double deviation) {
    float[] noise = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      noise[i] = (float) (deviation * random.nextGaussian());
    }
    return noise;
  }
}

package io.vecstore.index.code;

import io.vecstore.core.kernel.rotation.Rotation;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.Sections;
import io.vecstore.core.spi.VectorRows;
import java.lang.foreign.Arena;

/**
 * Codes of one, four or eight bits a component: each row, scaled to length one where the metric is
 * cosine, less the mean of all, rotated, and rounded to two, sixteen or 256 steps of its own (in
 * the family of LVQ, Aguerrebere et al. 2023, section 3, and RaBitQ, Gao and Long 2024, section
 * 3.1). Four bits are an eighth of the rows' bytes, and good enough to find the way; what a walk
 * found is ranked anew by the rows themselves. Immutable, safe from any thread.
 */
public final class CodedRows implements RowCodes {

  private static final long SEED = 42;

  /** Below, a record of whole cache lines is no smaller than the row. */
  private static final int SMALLEST_DIMENSION = 32;

  private final Metric metric;
  private final PackedCodes packed;
  private final float[] mean;
  private final long seed;
  private final Rotation rotation;

  CodedRows(Metric metric, PackedCodes packed, float[] mean, long seed) {
    this.metric = metric;
    this.packed = packed;
    this.mean = mean;
    this.seed = seed;
    rotation = new Rotation(mean.length, seed);
  }

  /** Returns whether rows of a dimension are worth coding. */
  public static boolean pay(int dimension) {
    return dimension >= SMALLEST_DIMENSION;
  }

  /**
   * Encodes rows.
   *
   * @param packing in how many bits a component is held
   * @param threads how many threads do it
   * @param arena owns the codes
   */
  public static CodedRows encode(
      Metric metric, VectorRows rows, CodePacking packing, int threads, Arena arena) {
    return new RowEncoder(metric, rows, packing, SEED).encode(threads, arena);
  }

  /**
   * Opens codes over their section, in whose memory they stay.
   *
   * @throws io.vecstore.core.error.CorruptStoreException if the section cannot belong to such rows
   */
  public static CodedRows open(Sections sections, Metric metric, VectorRows rows) {
    return CodeLayout.open(sections, metric, rows);
  }

  /** Returns whether the sections hold codes. */
  public static boolean areIn(Sections sections) {
    return sections.find(CodeLayout.NAME).isPresent();
  }

  @Override
  public Section section(Arena arena) {
    return CodeLayout.write(this, arena);
  }

  @Override
  public CodeScorer scorer(VectorRows rows) {
    return new CodeScorer(this, rows);
  }

  @Override
  public int lines() {
    return packed.lines();
  }

  Metric metric() {
    return metric;
  }

  PackedCodes packed() {
    return packed;
  }

  float[] mean() {
    return mean;
  }

  long seed() {
    return seed;
  }

  Rotation rotation() {
    return rotation;
  }
}

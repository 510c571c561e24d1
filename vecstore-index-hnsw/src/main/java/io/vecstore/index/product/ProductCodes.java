package io.vecstore.index.product;

import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.Sections;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.code.RowCodes;
import io.vecstore.index.graph.BuildProgress;
import io.vecstore.index.parallel.Parallel;
import io.vecstore.index.score.HopScorer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A byte a subspace of each row: the number of the nearest of 256 centroids (Jégou, Douze and
 * Schmid 2011, section III; distances by tables of the query, section III.A, asymmetric). Rows are
 * scaled to length one where the metric is cosine. Immutable, safe from any thread.
 */
public final class ProductCodes implements RowCodes {

  /** So many bytes are looked up in the time in which a line of other codes is scored. */
  private static final int SUBSPACES_PER_LINE = 20;

  private final Metric metric;
  private final Codebook book;
  private final MemorySegment codes;

  ProductCodes(Metric metric, Codebook book, MemorySegment codes) {
    this.metric = metric;
    this.book = book;
    this.codes = codes;
  }

  /**
   * Trains a codebook on a sample of the rows, and encodes all.
   *
   * @param subspaces at most the dimension
   * @param arena owns the codes
   * @throws java.util.concurrent.CancellationException if the progress was told to cancel
   */
  public static ProductCodes train(
      Metric metric,
      VectorRows rows,
      int subspaces,
      int threads,
      BuildProgress progress,
      Arena arena) {
    Codebook book = new CodebookTraining(metric, rows, subspaces, progress).train(threads);
    MemorySegment codes = arena.allocate(Math.max(1, (long) rows.count() * subspaces), 64);
    ProductCodes product = new ProductCodes(metric, book, codes);
    new Parallel(threads)
        .forEach(
            rows.count(),
            () -> {
              float[] vector = new float[rows.dimension()];
              float[] distances = new float[Codebook.CENTROIDS];
              return ordinal -> {
                progress.check();
                product.encode(rows, ordinal, vector, distances);
              };
            });
    return product;
  }

  private void encode(VectorRows rows, int ordinal, float[] vector, float[] distances) {
    float scale = metric == Metric.COSINE ? rows.inverseNorm(ordinal) : 1;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = scale * rows.component(ordinal, i);
    }
    for (int subspace = 0; subspace < book.subspaces(); subspace++) {
      int nearest = book.nearest(subspace, vector, distances);
      codes.set(ValueLayout.JAVA_BYTE, offset(ordinal) + subspace, (byte) nearest);
    }
  }

  /**
   * Opens codes over their section, in whose memory they stay.
   *
   * @throws io.vecstore.core.error.CorruptStoreException if the section cannot belong to such rows
   */
  public static ProductCodes open(Sections sections, Metric metric, VectorRows rows) {
    return ProductLayout.open(sections, metric, rows);
  }

  /** Returns whether the sections hold such codes. */
  public static boolean areIn(Sections sections) {
    return sections.find(ProductLayout.NAME).isPresent();
  }

  @Override
  public Section section(Arena arena) {
    return ProductLayout.write(this, arena);
  }

  @Override
  public HopScorer scorer(VectorRows rows) {
    return new ProductScorer(this, rows);
  }

  @Override
  public int lines() {
    return 1 + book.subspaces() / SUBSPACES_PER_LINE;
  }

  Metric metric() {
    return metric;
  }

  Codebook book() {
    return book;
  }

  MemorySegment codes() {
    return codes;
  }

  long offset(int ordinal) {
    return (long) ordinal * book.subspaces();
  }
}

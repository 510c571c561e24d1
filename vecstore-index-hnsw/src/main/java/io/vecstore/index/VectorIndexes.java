package io.vecstore.index;

import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.Sections;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.code.CodedRows;
import io.vecstore.index.code.RowCodes;
import io.vecstore.index.fused.FusedGraph;
import io.vecstore.index.graph.BuildProgress;
import io.vecstore.index.graph.HnswGraph;
import io.vecstore.index.product.ProductCodes;
import java.lang.foreign.Arena;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The door: builds the derived part of a segment's vectors, and opens it again. */
public final class VectorIndexes {

  private VectorIndexes() {}

  /**
   * Builds what the index needs besides the rows. Nothing, where the rows are searched exactly: by
   * choice, because the metric has no graph, or because they are few.
   *
   * @param rows read again and again, by all threads; not changed
   * @param threads how many threads build, at least 1, this one among them; all have ended on
   *     return
   * @param arena owns the sections' memory
   * @return sections to be written beside the rows, possibly none
   * @throws java.util.concurrent.CancellationException if the progress was told to cancel
   */
  public static List<Section> build(
      IndexSpec spec,
      Metric metric,
      VectorRows rows,
      int threads,
      BuildProgress progress,
      Arena arena) {
    if (spec instanceof IndexSpec.Hnsw hnsw
        && metric.hasGraph()
        && rows.count() >= Math.max(1, hnsw.exactBelow())) {
      return new IndexBuild(metric, rows, threads, arena).sections(hnsw, progress);
    }
    return List.of();
  }

  /**
   * Opens the index of a segment: over its graph where it has one, exact otherwise.
   *
   * @param sections what {@link #build} returned, from a file or from memory; must stay open as
   *     long as the index is used
   * @param rows the segment's rows
   * @throws io.vecstore.core.error.CorruptStoreException if the bytes cannot be right
   */
  public static VectorIndex open(Sections sections, Metric metric, VectorRows rows) {
    if (!HnswGraph.isIn(sections) || !metric.hasGraph()) {
      return new ExactIndex(metric, rows);
    }
    HnswGraph graph = HnswGraph.open(sections, rows.count());
    FusedGraph fused = FusedGraph.isIn(sections) ? FusedGraph.open(sections, metric, rows) : null;
    return new HnswIndex(metric, rows, graph, codes(sections, metric, rows), fused);
  }

  private static @Nullable RowCodes codes(Sections sections, Metric metric, VectorRows rows) {
    if (ProductCodes.areIn(sections)) {
      return ProductCodes.open(sections, metric, rows);
    }
    return CodedRows.areIn(sections) ? CodedRows.open(sections, metric, rows) : null;
  }
}

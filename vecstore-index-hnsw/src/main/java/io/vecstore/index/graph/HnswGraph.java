package io.vecstore.index.graph;

import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.Sections;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.measure.BeamMeasure;
import io.vecstore.index.parallel.Parallel;
import io.vecstore.index.score.Walker;
import java.lang.foreign.Arena;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A hierarchical navigable small world graph over the rows of a segment. Immutable once built or
 * opened, safe from any thread.
 */
public final class HnswGraph {

  private final int m;
  private final BeamWidths widths;
  private final GraphLayers layers;

  HnswGraph(int m, BeamWidths widths, GraphLayers layers) {
    this.m = m;
    this.widths = widths;
    this.layers = layers;
  }

  /**
   * Opens a graph over its section. The links of the lowest layer stay in the section's memory.
   *
   * @param count the rows of the segment
   * @throws io.vecstore.core.error.CorruptStoreException if a number in the section cannot be
   *     right, a link that leads nowhere for example
   */
  public static HnswGraph open(Sections sections, int count) {
    return GraphLayout.open(sections, count);
  }

  /** Returns whether the sections hold a graph. */
  public static boolean isIn(Sections sections) {
    return sections.find(GraphLayout.NAME).isPresent();
  }

  /**
   * Returns the same graph with beam widths measured on its rows.
   *
   * @param led makes a walk over this graph, as searches will be led
   * @param reference makes one that is led well, where {@code led} is not, or null
   * @throws java.util.concurrent.CancellationException if the progress was told to cancel
   */
  public HnswGraph measured(
      Metric metric,
      VectorRows rows,
      Function<HnswGraph, ? extends Walker> led,
      @Nullable Function<HnswGraph, ? extends Walker> reference,
      Work work) {
    BeamMeasure measure =
        new BeamMeasure(metric, rows, new Parallel(work.threads()), work.progress()::check);
    BeamCalibration calibration =
        new BeamCalibration(measure, widths -> new HnswGraph(m, widths, layers));
    BeamWidths measured =
        reference == null ? calibration.measure(led) : calibration.measure(led, reference);
    return new HnswGraph(m, measured, layers);
  }

  /**
   * Who measures, and who is told.
   *
   * @param threads how many threads, at least 1
   */
  public record Work(int threads, BuildProgress progress) {}

  /** Returns the graph as a section, some of it in memory of the arena. */
  public Section section(Arena arena) {
    return GraphLayout.write(this, arena);
  }

  /** Returns the links of a node on an upper layer. */
  public int m() {
    return m;
  }

  /** Returns the number of nodes. */
  public int count() {
    return layers.lowest().count();
  }

  /** Returns how wide a beam must be, as measured when the graph was built. */
  public BeamWidths widths() {
    return widths;
  }

  /** Returns the most links that a node can have on the lowest layer. */
  public int width() {
    return layers.lowest().width();
  }

  /** Reads the links of a node on the lowest layer and returns how many there are. */
  public int links(int ordinal, int[] into) {
    return layers.lowest().links(ordinal, into);
  }

  /** Returns the mean number of links on the lowest layer. */
  public double meanDegree() {
    GraphLayer layer = layers.lowest();
    int[] row = new int[layer.width()];
    long links = 0;
    for (int slot = 0; slot < layer.count(); slot++) {
      links += layer.links(slot, row);
    }
    return (double) links / Math.max(1, layer.count());
  }

  GraphLayers layers() {
    return layers;
  }
}

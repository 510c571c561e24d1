package io.vecstore.index.graph;

import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.Sections;
import java.lang.foreign.Arena;

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

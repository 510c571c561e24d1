package io.vecstore.index.graph;

import java.util.List;

/**
 * The layers of a graph, lowest first, and where a search enters the top one.
 *
 * @param layers at least the lowest; every node of a layer is on all below it
 * @param entrySlot a slot of the top layer
 */
record GraphLayers(List<GraphLayer> layers, int entrySlot) {

  GraphLayers {
    layers = List.copyOf(layers);
  }

  int top() {
    return layers.size() - 1;
  }

  GraphLayer layer(int level) {
    return layers.get(level);
  }

  /** Returns the node where every walk begins. */
  int entryOrdinal() {
    return layer(top()).ordinal(entrySlot);
  }

  GraphLayer lowest() {
    return layers.get(0);
  }
}

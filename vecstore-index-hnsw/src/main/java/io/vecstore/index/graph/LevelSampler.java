package io.vecstore.index.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which layers a node is on: {@code floor(-ln(u) / ln(M))} above the lowest (Malkov and Yashunin
 * 2018, section 4.1), where u is a hash of the seed and the ordinal. So all levels are known before
 * the first node is inserted, whichever thread inserts it, the layers never grow, and the entry
 * point never changes.
 */
final class LevelSampler {

  private static final int HIGHEST = GraphLayout.MAX_LAYERS - 1;

  private final long seed;
  private final double scale;

  LevelSampler(long seed, int m) {
    this.seed = seed;
    scale = 1 / Math.log(m);
  }

  /** Returns the highest layer that a node is on. */
  int level(int ordinal) {
    long hash = mix(seed + 0x9e3779b97f4a7c15L * (ordinal + 1L));
    double uniform = ((hash >>> 11) + 1) * 0x1.0p-53;
    return (int) Math.min(HIGHEST, -Math.log(uniform) * scale);
  }

  /** Returns, for each layer above the lowest, the ordinals that are on it, ascending. */
  List<int[]> upperLayers(int count) {
    List<int[]> layers = new ArrayList<>();
    int[] sizes = new int[HIGHEST + 1];
    for (int ordinal = 0; ordinal < count; ordinal++) {
      int level = level(ordinal);
      for (int layer = 1; layer <= level; layer++) {
        if (layers.size() < layer) {
          layers.add(new int[16]);
        }
        int[] nodes = layers.get(layer - 1);
        if (sizes[layer] == nodes.length) {
          nodes = Arrays.copyOf(nodes, nodes.length * 2);
          layers.set(layer - 1, nodes);
        }
        nodes[sizes[layer]++] = ordinal;
      }
    }
    for (int layer = 1; layer <= layers.size(); layer++) {
      layers.set(layer - 1, Arrays.copyOf(layers.get(layer - 1), sizes[layer]));
    }
    return layers;
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }
}

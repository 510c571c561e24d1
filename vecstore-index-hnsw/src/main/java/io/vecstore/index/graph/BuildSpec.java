package io.vecstore.index.graph;

/**
 * How to build a graph.
 *
 * @param m links of a node on an upper layer, in [4, 64]; twice as many on the lowest
 * @param efConstruction beam width, at least {@code m}
 * @param threads how many threads insert; with one the graph depends on the rows and the seed alone
 * @param seed of the levels
 */
public record BuildSpec(int m, int efConstruction, int threads, long seed) {

  /** Returns the same with half the beam, but no narrower than the links of a node. */
  BuildSpec halved() {
    return new BuildSpec(m, Math.max(m, efConstruction / 2), threads, seed);
  }
}

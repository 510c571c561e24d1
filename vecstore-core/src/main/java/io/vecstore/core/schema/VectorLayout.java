package io.vecstore.core.schema;

/** Where the codes lie that a walk finds its way by. */
public enum VectorLayout {
  /** Each row's code once, beside the graph. The default. */
  COMPACT,

  /**
   * Each node beside one-bit codes of its neighbours, so that a hop reads one run of memory: the
   * fewest cache misses, for about as many bytes as the rows have. It goes with the default
   * quantization alone, whose codes it takes up to 104 dimensions, where they are the faster ones.
   */
  FAST
}

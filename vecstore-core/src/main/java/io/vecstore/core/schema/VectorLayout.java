package io.vecstore.core.schema;

/** What lies beside a graph to find the way by; the ranking is always that of the float32 rows. */
public enum VectorLayout {
  /** Four-bit codes of the rows: an eighth of their bytes. The default. */
  COMPACT,

  /**
   * Each node beside one-bit codes of its neighbours, so that a hop reads one run of memory: the
   * fewest cache misses, for about as many bytes as the rows have. Up to 104 dimensions the
   * four-bit codes are the faster ones, and are used.
   */
  FAST,

  /**
   * Nothing: the walk reads the rows themselves. The simplest, and what the others are measured by.
   */
  FLOAT
}

package io.vecstore.core.schema;

/** Where the codes lie that a walk finds its way by. */
public enum VectorLayout {
  /** Each row's code once, beside the graph. The default. */
  COMPACT,

  /**
   * Whatever is fastest for the dimension, also where it takes more memory: from 513 dimensions on
   * each node beside one-bit codes of its neighbours, so that a hop reads one run of memory, for
   * about as many bytes as the rows have; below, the four-bit codes of {@link #COMPACT}, which are
   * faster there. It goes with the default quantization alone.
   */
  FAST
}

package io.vecstore.core.schema;

/**
 * How the vectors of sealed segments are searched. Part of the schema.
 *
 * <p>Whatever is chosen, fewer than {@code exactBelow} rows are searched exactly, as are rows that
 * are not yet in a graph.
 */
public sealed interface IndexSpec {

  /**
   * Returns an HNSW graph with M 16, a build beam of 200, a search beam measured on the data, and
   * an exact search below 10,000 rows, four-bit codes, and the compact layout.
   */
  static Hnsw hnsw() {
    return new Hnsw(16, 200, 0, 10_000, Quantization.int4(), VectorLayout.COMPACT);
  }

  /**
   * Returns the exact search of every row: perfect, deterministic, linear in the number of rows.
   */
  static Flat flat() {
    return new Flat();
  }

  /** Every row is looked at. */
  record Flat() implements IndexSpec {}

  /**
   * A hierarchical navigable small world graph (Malkov and Yashunin 2018, arXiv 1603.09320).
   *
   * @param m links a node keeps on the upper layers, in [4, 64]; twice as many on the lowest
   * @param efConstruction beam width while building, in [m, 2000]
   * @param efSearch beam width while searching for up to ten neighbours, in [1, 10000], widened for
   *     more; or 0 for the width that reaches a recall of 0.95, measured whenever a graph is built
   * @param exactBelow the number of rows below which a segment is searched exactly, at least 0
   * @param quantization the codes that a walk finds its way by
   * @param layout where they lie; {@code FAST} goes with {@link Quantization#int4()} alone
   */
  record Hnsw(
      int m,
      int efConstruction,
      int efSearch,
      int exactBelow,
      Quantization quantization,
      VectorLayout layout)
      implements IndexSpec {

    /** Checks the ranges. */
    public Hnsw {
      check("m", m, 4, 64);
      check("efConstruction", efConstruction, m, 2000);
      check("efSearch", efSearch, 0, 10_000);
      check("exactBelow", exactBelow, 0, Integer.MAX_VALUE);
      if (layout == VectorLayout.FAST && !(quantization instanceof Quantization.Int4)) {
        throw new io.vecstore.core.error.InvalidInputException(
            "layout FAST has codes of its own: it goes with int4, not with " + quantization);
      }
    }

    /** Returns a copy with other links per node. */
    public Hnsw m(int links) {
      return new Hnsw(
          links, Math.max(links, efConstruction), efSearch, exactBelow, quantization, layout);
    }

    /** Returns a copy with another beam width for building. */
    public Hnsw efConstruction(int ef) {
      return new Hnsw(m, ef, efSearch, exactBelow, quantization, layout);
    }

    /** Returns a copy with another beam width for searching. */
    public Hnsw efSearch(int ef) {
      return new Hnsw(m, efConstruction, ef, exactBelow, quantization, layout);
    }

    /** Returns a copy with another number of rows below which a segment is searched exactly. */
    public Hnsw exactBelow(int rows) {
      return new Hnsw(m, efConstruction, efSearch, rows, quantization, layout);
    }

    /** Returns a copy with other codes; they count for segments written from then on. */
    public Hnsw quantization(Quantization other) {
      return new Hnsw(m, efConstruction, efSearch, exactBelow, other, layout);
    }

    /** Returns a copy with another layout; it counts for segments written from then on. */
    public Hnsw layout(VectorLayout other) {
      return new Hnsw(m, efConstruction, efSearch, exactBelow, quantization, other);
    }

    private static void check(String name, int value, int low, int high) {
      if (value < low || value > high) {
        throw new io.vecstore.core.error.InvalidInputException(
            name + " " + value + " is outside [" + low + ", " + high + "]");
      }
    }
  }
}

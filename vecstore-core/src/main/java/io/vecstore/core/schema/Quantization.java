package io.vecstore.core.schema;

import io.vecstore.core.error.InvalidInputException;

/**
 * In how many bits a sealed segment holds each row once more, to find the way by: the walk through
 * the graph reads codes, and the best of what it found are ranked by the float32 rows. How wide a
 * beam the coarser codes need, and how much of it is ranked, is measured whenever a segment is
 * sealed; so recall stays, and time is what they cost.
 *
 * <p>The rows themselves stay on disk, mapped; what a search keeps in memory is the graph and the
 * codes. Rows of fewer than 32 dimensions have no codes, whatever is chosen.
 */
public sealed interface Quantization {

  /** Returns no codes at all: the walk reads the rows. The simplest. */
  static Quantization none() {
    return new None();
  }

  /** Returns eight bits a component, with an interval of the row's own: a quarter of the bytes. */
  static Quantization int8() {
    return new Int8();
  }

  /** Returns four bits a component, with an interval of the row's own: an eighth. The default. */
  static Quantization int4() {
    return new Int4();
  }

  /** Returns one bit a component, its sign after a rotation: a thirty-second, and a wide beam. */
  static Quantization binary() {
    return new Binary();
  }

  /**
   * Returns product quantization (Jégou et al. 2011): the components are divided among subspaces,
   * and a row is one byte for each, the number of the nearest of 256 centroids that are trained on
   * a sample of the segment. {@code dimension / 2} subspaces take an eighth of the bytes of the
   * rows, {@code dimension / 8} a thirty-second.
   *
   * @param subspaces bytes of a row, at least 1 and at most its dimension
   */
  static Quantization product(int subspaces) {
    return new Product(subspaces);
  }

  /** No codes. */
  record None() implements Quantization {}

  /** Eight bits a component. */
  record Int8() implements Quantization {}

  /** Four bits a component. */
  record Int4() implements Quantization {}

  /** One bit a component. */
  record Binary() implements Quantization {}

  /**
   * One byte a subspace.
   *
   * @param subspaces at least 1
   */
  record Product(int subspaces) implements Quantization {

    /** Checks the range. */
    public Product {
      if (subspaces < 1) {
        throw new InvalidInputException("subspaces " + subspaces + ": at least 1 is expected");
      }
    }
  }
}

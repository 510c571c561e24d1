package io.vecstore.index.code;

import java.lang.foreign.MemorySegment;

/** The codes of all rows, packed. Immutable once written, safe from any thread. */
interface PackedCodes {

  CodePacking packing();

  int count();

  MemorySegment bytes();

  /** Returns how many cache lines the code of a row takes. */
  int lines();

  /**
   * Writes the code of a row.
   *
   * @param codes a number for each component, unsigned
   */
  void write(int ordinal, byte[] codes, float low, float step, float norm);

  /** Returns a query of its own for one thread, still to be set. */
  Query query();

  /** A query against the codes; belongs to one thread at a time. */
  interface Query {

    /**
     * Sets the query.
     *
     * @param factor what a dot product with a row counts; the row's norm counts minus 1
     */
    void set(float[] components, float factor);

    /**
     * Estimates the closeness of the rows {@code ordinals[0..count)}.
     *
     * @param scattered whether their codes are first touched, so that all are on their way
     */
    void closeness(int[] ordinals, int count, float[] out, boolean scattered);
  }
}

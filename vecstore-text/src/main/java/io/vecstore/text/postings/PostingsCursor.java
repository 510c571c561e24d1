package io.vecstore.text.postings;

/**
 * The rows that contain one term, in ascending order, in blocks of at most {@value #BLOCK}. Moves
 * forward only. What a block holds is decoded when it is first asked for, so that a block can be
 * passed over. Not thread-safe.
 */
public interface PostingsCursor {

  /** The most postings that a block holds. */
  int BLOCK = 256;

  /** Returns the number of rows. */
  int documentFrequency();

  /**
   * Moves to the block that holds the first row at or after {@code target}, which may be the
   * current one; returns false, for good, where there is none.
   */
  boolean seek(int target);

  /** Returns the last row of the current block. */
  int last();

  /** Returns the number of postings in the current block, at least 1. */
  int count();

  /** Returns the rows of the current block, ascending, the first {@link #count}; borrowed. */
  int[] ordinals();

  /** Returns how often the term is in each row of the current block, at least once; borrowed. */
  int[] frequencies();

  /**
   * Returns how often the term is in the row at {@code index} of the current block: cheaper than
   * {@link #frequencies} for a few rows.
   */
  default int frequency(int index) {
    return frequencies()[index];
  }

  /**
   * Returns a score that no row of the current block exceeds, without decoding it.
   *
   * @param weight see {@link #lookBound}
   */
  float bound(float weight, float[] inverse);

  /**
   * Returns a frequency that every row of the current block has whose score is above a limit,
   * without decoding it: 1 where nothing better is known.
   *
   * @param weight see {@link #lookBound}
   */
  default int leastFrequency(double limit, float weight, float[] inverse) {
    return 1;
  }

  /**
   * Returns the positions of the term in the row at {@code index} of the current block, ascending,
   * as many as its frequency; borrowed until the next call. Cheapest with ascending indexes.
   */
  int[] positions(int index);

  /**
   * Looks at the block that holds the first row at or after {@code target}, without moving to it.
   * Looks forward only; returns false, for good, where there is none.
   */
  boolean look(int target);

  /** Returns the last row of the block looked at. */
  int lookLast();

  /**
   * Returns a score that no row of the block looked at exceeds. A row's score is {@code weight -
   * weight / (1 + frequency * inverse[length code])}.
   */
  float lookBound(float weight, float[] inverse);

  /** Returns how many blocks were decoded so far. */
  int decodedBlocks();

  /** Lets go of what it reads; it is not used any more, unless it is started on another term. */
  default void release() {}
}

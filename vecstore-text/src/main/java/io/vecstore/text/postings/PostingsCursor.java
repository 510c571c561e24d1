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
   * Returns the positions of the term in the row at {@code index} of the current block, ascending,
   * as many as its frequency; borrowed until the next call. Cheapest with ascending indexes.
   */
  int[] positions(int index);

  /**
   * Looks at the block that holds the first row at or after {@code target}, without moving to it:
   * what the methods below say is about the block looked at. Looks forward only; returns false, for
   * good, where there is none.
   */
  boolean look(int target);

  /** Returns the last row of the block looked at. */
  int lookLast();

  /**
   * Returns how many (frequency, length) pairs bound the block looked at: for each of its rows
   * there is a pair with a frequency as high and a length code as low. None means that nothing is
   * known.
   */
  int impacts();

  /** Returns the frequency of a pair in {@code [0, impacts())}. */
  int impactFrequency(int pair);

  /** Returns the length code, 0 to 255, of a pair in {@code [0, impacts())}. */
  int impactLength(int pair);

  /** Returns how many blocks were decoded so far. */
  int decodedBlocks();
}

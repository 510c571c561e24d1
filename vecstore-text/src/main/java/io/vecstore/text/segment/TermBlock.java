package io.vecstore.text.segment;

import org.jspecify.annotations.Nullable;

/**
 * Searches one block of the dictionary without spelling its terms: of the term before it is known
 * how many bytes it has in common with the one that is wanted, and a term that shares more with its
 * predecessor than that differs from the wanted one at the same place.
 */
final class TermBlock {

  private final ArrayReader reader;
  private final int rows;
  private long postings;
  private long positions;

  /**
   * Creates the search.
   *
   * @param reader at the start of the block, and ends with it
   * @param rows the number of rows of the segment
   */
  TermBlock(ArrayReader reader, int rows) {
    this.reader = reader;
    this.rows = rows;
  }

  /** Returns what is known of a term among the block's terms, or null. */
  @Nullable TermEntry find(byte[] term, int terms) {
    byte[] copy = reader.bytes();
    int common = 0;
    for (int i = 0; i < terms; i++) {
      int shared = reader.varint(Integer.MAX_VALUE);
      int added = reader.varint(Integer.MAX_VALUE);
      if (i == 0 && shared > 0) {
        throw reader.corrupt("a block that does not start with a whole term");
      }
      int from = reader.at();
      reader.pass(added);
      if (shared < common) {
        return null;
      }
      if (shared == common) {
        int same = 0;
        int most = Math.min(added, term.length - common);
        while (same < most && copy[from + same] == term[common + same]) {
          same++;
        }
        common += same;
        if (common == term.length) {
          return same == added ? entry() : null;
        }
        if (same < added && (copy[from + same] & 0xFF) > (term[common] & 0xFF)) {
          return null;
        }
      }
      pass();
    }
    return null;
  }

  private TermEntry entry() {
    int documentFrequency = reader.varint(rows);
    int row = -1;
    int frequency = 0;
    if (documentFrequency == 1) {
      row = reader.varint(rows - 1);
      frequency = reader.varint(Integer.MAX_VALUE);
    } else {
      postings += reader.varint(Long.MAX_VALUE - postings);
    }
    positions += reader.varint(Long.MAX_VALUE - positions);
    if (documentFrequency == 0 || (row >= 0 && frequency == 0)) {
      throw reader.corrupt("a term that is nowhere");
    }
    return new TermEntry(documentFrequency, row, frequency, postings, positions);
  }

  /** Reads over what is known of a term. */
  private void pass() {
    if (reader.varint(rows) == 1) {
      reader.varint(Integer.MAX_VALUE);
      reader.varint(Integer.MAX_VALUE);
    } else {
      postings += reader.varint(Long.MAX_VALUE - postings);
    }
    positions += reader.varint(Long.MAX_VALUE - positions);
  }
}

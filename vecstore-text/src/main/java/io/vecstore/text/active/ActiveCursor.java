package io.vecstore.text.active;

import io.vecstore.text.postings.CursorBuffers;
import io.vecstore.text.postings.PostingsCursor;

/** Walks the postings of a growing term, up to a row. */
final class ActiveCursor implements PostingsCursor {

  private final int[] entries;
  private final byte[] bytes;
  private final int count;

  private int from = -1;
  private int to;
  private int lookTo;
  private boolean haveOrdinals;
  private boolean haveFrequencies;
  private int decoded;
  private final CursorBuffers buffers;
  private final int[] ordinals;
  private final int[] frequencies;
  private final int[] bounds;

  /** Starts before the first block; rows at or after {@code rows} are not there. */
  ActiveCursor(ActiveTerm term, int rows, CursorBuffers buffers) {
    int published = term.count();
    entries = term.entries();
    bytes = term.positions();
    bounds = term.bounds();
    count = lowerBound(entries, 0, published, rows);
    this.buffers = buffers;
    ordinals = buffers.rows();
    frequencies = buffers.frequencies();
  }

  /** Returns how many of the first {@code rows} rows have a term. */
  static int rowsBefore(ActiveTerm term, int rows) {
    int published = term.count();
    return lowerBound(term.entries(), 0, published, rows);
  }

  @Override
  public int documentFrequency() {
    return count;
  }

  @Override
  public boolean seek(int target) {
    if (from >= 0 && from < count && entries[2 * (to - 1)] >= target) {
      return true;
    }
    int index = lowerBound(entries, from < 0 ? 0 : to, count, target);
    from = index - index % BLOCK;
    to = Math.min(count, from + BLOCK);
    if (index == count) {
      from = count;
      to = count;
    }
    haveOrdinals = false;
    haveFrequencies = false;
    return index < count;
  }

  @Override
  public int last() {
    return entries[2 * (to - 1)];
  }

  @Override
  public int count() {
    return to - from;
  }

  @Override
  public int[] ordinals() {
    if (!haveOrdinals) {
      for (int i = from; i < to; i++) {
        ordinals[i - from] = entries[2 * i];
      }
      haveOrdinals = true;
      decoded++;
    }
    return ordinals;
  }

  @Override
  public int[] frequencies() {
    if (!haveFrequencies) {
      int at = start(from);
      for (int i = from; i < to; i++) {
        int end = entries[2 * i + 1];
        int terminators = 0;
        for (; at < end; at++) {
          terminators += ~bytes[at] >>> 7 & 1;
        }
        frequencies[i - from] = terminators;
      }
      haveFrequencies = true;
    }
    return frequencies;
  }

  @Override
  public int[] positions(int index) {
    int at = start(from + index);
    int end = entries[2 * (from + index) + 1];
    int[] positions = buffers.positions(16);
    int position = 0;
    int size = 0;
    while (at < end) {
      int delta = 0;
      for (int shift = 0; ; shift += 7) {
        byte b = bytes[at++];
        delta |= (b & 0x7F) << shift;
        if (b >= 0) {
          break;
        }
      }
      position += delta;
      if (size == positions.length) {
        positions = buffers.positions(size + 1);
      }
      positions[size++] = position;
    }
    return positions;
  }

  @Override
  public boolean look(int target) {
    int index = lowerBound(entries, Math.max(0, lookTo - BLOCK), count, target);
    lookTo = Math.min(count, index - index % BLOCK + BLOCK);
    return index < count;
  }

  @Override
  public int lookLast() {
    return entries[2 * (lookTo - 1)];
  }

  @Override
  public float lookBound(float weight, float[] inverse) {
    return bound(lookTo - 1, weight, inverse);
  }

  @Override
  public float bound(float weight, float[] inverse) {
    return bound(to - 1, weight, inverse);
  }

  /** Returns the bound of the block of a posting; nothing is known of one that still grows. */
  private float bound(int posting, float weight, float[] inverse) {
    int block = posting / BLOCK;
    if ((long) (block + 1) * BLOCK > count || block >= bounds.length) {
      return weight;
    }
    int bound = bounds[block];
    return weight - weight / (1f + (bound >>> 8) * inverse[bound & 0xFF]);
  }

  @Override
  public int decodedBlocks() {
    return decoded;
  }

  private int start(int index) {
    return index == 0 ? 0 : entries[2 * index - 1];
  }

  /** Returns the first index in [low, high) whose row is at or after {@code row}, or high. */
  private static int lowerBound(int[] entries, int low, int high, int row) {
    int from = low;
    int to = high;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (entries[2 * middle] < row) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}

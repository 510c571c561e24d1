package io.vecstore.text.segment;

import java.util.Arrays;

/** The postings of one term while segments are merged, in the order of their new rows at last. */
final class TermPostings {

  /** Row in the high half, number of the posting in the low half: sorts by row. */
  private long[] keys = new long[256];

  private int[] frequencies = new int[256];
  private int[] ends = new int[256];
  private byte[] positions = new byte[1024];
  private int count;
  private int used;
  private long occurrences;
  private boolean ascending;

  void clear() {
    count = 0;
    used = 0;
    occurrences = 0;
    ascending = true;
  }

  void add(int row, int frequency, int[] at) {
    if (count == keys.length) {
      int size = Math.addExact(count, count >> 1);
      keys = Arrays.copyOf(keys, size);
      frequencies = Arrays.copyOf(frequencies, size);
      ends = Arrays.copyOf(ends, size);
    }
    int before = 0;
    for (int i = 0; i < frequency; i++) {
      append(at[i] - before);
      before = at[i];
    }
    ascending &= count == 0 || row > (int) (keys[count - 1] >>> 32);
    keys[count] = (long) row << 32 | count;
    frequencies[count] = frequency;
    ends[count++] = used;
    occurrences += frequency;
  }

  /** Puts the postings in order, and returns how many there are. */
  int sort() {
    if (!ascending) {
      Arrays.sort(keys, 0, count);
    }
    return count;
  }

  void writeTo(PostingsWriter writer) {
    for (int i = 0; i < count; i++) {
      int posting = (int) keys[i];
      int from = posting == 0 ? 0 : ends[posting - 1];
      writer.add(row(i), frequencies[posting], positions, from, ends[posting]);
    }
  }

  int firstRow() {
    return row(0);
  }

  int firstFrequency() {
    return frequencies[(int) keys[0]];
  }

  long occurrences() {
    return occurrences;
  }

  private int row(int rank) {
    return (int) (keys[rank] >>> 32);
  }

  private void append(int delta) {
    if (positions.length - used < 5) {
      positions = Arrays.copyOf(positions, Math.addExact(used, used >> 1) + 16);
    }
    int rest = delta;
    while (rest >= 0x80) {
      positions[used++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    positions[used++] = (byte) rest;
  }
}

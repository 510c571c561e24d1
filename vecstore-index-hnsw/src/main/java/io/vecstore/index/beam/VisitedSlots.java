package io.vecstore.index.beam;

import java.util.Arrays;

/**
 * Which slots a walk has seen: one bit each, and the list of them, by which the bits are cleared
 * again. Small enough to stay in the second-level cache for a million slots. Belongs to one thread.
 */
public final class VisitedSlots {

  private long[] words = new long[0];
  private int[] seen = new int[4096];
  private int count;
  private int used;

  /** Creates a set; {@link #reset} before use. */
  public VisitedSlots() {}

  /** Forgets everything and makes room for slots in {@code [0, size)}. */
  public void reset(int size) {
    if (count > used) {
      Arrays.fill(words, 0, used, 0);
    } else {
      for (int i = 0; i < count; i++) {
        words[seen[i] >>> 6] = 0;
      }
    }
    count = 0;
    used = (size + 63) >>> 6;
    if (used > words.length) {
      words = new long[used];
    }
  }

  /** Returns how many slots were seen. */
  public int count() {
    return count;
  }

  /** Marks one slot; returns whether it is new. */
  public boolean add(int slot) {
    reserve(1);
    long bit = 1L << slot;
    if ((words[slot >>> 6] & bit) != 0) {
      return false;
    }
    words[slot >>> 6] |= bit;
    seen[count++] = slot;
    return true;
  }

  /**
   * Keeps of {@code slots[0..length)} those that are new, marks them, and returns how many there
   * are.
   */
  public int keepNew(int[] slots, int length) {
    return keepNew(slots, 0, length);
  }

  /**
   * Keeps of the {@code length} slots from {@code from} on those that are new, marks them, and
   * returns how many there are; they stand from {@code from} on.
   */
  public int keepNew(int[] slots, int from, int length) {
    reserve(length);
    int kept = 0;
    int at = count;
    for (int i = from; i < from + length; i++) {
      int slot = slots[i];
      long word = words[slot >>> 6];
      words[slot >>> 6] = word | 1L << slot;
      slots[from + kept] = slot;
      seen[at + kept] = slot;
      kept += (int) (~word >>> slot) & 1;
    }
    count = at + kept;
    return kept;
  }

  private void reserve(int more) {
    if (count + more > seen.length) {
      seen = Arrays.copyOf(seen, Math.max(count + more, seen.length * 2));
    }
  }
}

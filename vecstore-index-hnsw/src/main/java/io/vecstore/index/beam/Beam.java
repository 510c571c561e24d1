package io.vecstore.index.beam;

import java.util.Arrays;

/**
 * The best slots found so far, sorted, and which of them are still to be expanded: candidate queue
 * and result list of Malkov and Yashunin 2018, algorithm 2, in one array. A key holds the negated
 * closeness in its high half, so that smaller is better, and in its low half the slot and whether
 * it was expanded; ties go to the lower slot. Belongs to one thread.
 */
public final class Beam {

  private static final long EXPANDED = 1;

  private long[] keys = new long[256];
  private int width;
  private int size;
  private int cursor;

  /** Creates a beam; {@link #reset} before use. */
  public Beam() {}

  /** Empties the beam and sets how many slots it keeps. */
  public void reset(int newWidth) {
    if (newWidth > keys.length) {
      keys = new long[Math.max(newWidth, keys.length * 2)];
    }
    width = newWidth;
    size = 0;
    cursor = 0;
  }

  /** Keeps more slots from now on; what was dropped stays dropped. */
  public void widen(int newWidth) {
    if (newWidth > keys.length) {
      keys = Arrays.copyOf(keys, Math.max(newWidth, keys.length * 2));
    }
    width = Math.max(width, newWidth);
  }

  /** Returns whether the best {@code count} slots, or all that there are, were expanded. */
  public boolean hasExpanded(int count) {
    for (int rank = 0; rank < Math.min(count, size); rank++) {
      if ((keys[rank] & EXPANDED) == 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns how many slots it holds. */
  public int size() {
    return size;
  }

  /** Returns whether it holds as many slots as it may. */
  public boolean isFull() {
    return size == width;
  }

  /** Returns the slot at a rank in {@code [0, size)}, the best first. */
  public int slot(int rank) {
    return slotOf(keys[rank]);
  }

  /** Returns the closeness of the slot at a rank. */
  public float closeness(int rank) {
    return closenessOf(keys[rank]);
  }

  /** Returns the closeness that a slot must reach to be kept. */
  public float threshold() {
    return size < width ? Float.NEGATIVE_INFINITY : closenessOf(keys[size - 1]);
  }

  /** Offers a slot that was not offered before. */
  public void offer(int slot, float closeness) {
    long key = key(slot, closeness);
    int end = size;
    if (end == width) {
      if (key >= keys[end - 1]) {
        return;
      }
      end--;
    } else {
      size++;
    }
    int at = end;
    int low = 0;
    while (low < at) {
      int middle = (low + at) >>> 1;
      if (keys[middle] < key) {
        low = middle + 1;
      } else {
        at = middle;
      }
    }
    System.arraycopy(keys, at, keys, at + 1, end - at);
    keys[at] = key;
    if (at < cursor) {
      cursor = at;
    }
  }

  /**
   * Returns the best slot that was not expanded yet, and marks it as expanded; -1 if there is none.
   */
  public int expandNext() {
    while (cursor < size) {
      long key = keys[cursor];
      if ((key & EXPANDED) == 0) {
        keys[cursor++] = key | EXPANDED;
        return slotOf(key);
      }
      cursor++;
    }
    return -1;
  }

  /** Copies the keys, best first, not marked as expanded. */
  public int copyKeys(long[] into) {
    for (int i = 0; i < size; i++) {
      into[i] = keys[i] & ~EXPANDED;
    }
    return size;
  }

  /** Packs a slot and its closeness; smaller is closer, ties go to the lower slot. */
  public static long key(int slot, float closeness) {
    int bits = Float.floatToRawIntBits(-closeness + 0f);
    int ordered = bits ^ ((bits >> 31) & 0x7fffffff);
    return ((long) ordered << 32) | (slot & 0x7fffffffL) << 1;
  }

  /** Returns the slot of a key. */
  public static int slotOf(long key) {
    return (int) key >>> 1;
  }

  /** Returns the closeness of a key. */
  public static float closenessOf(long key) {
    int ordered = (int) (key >> 32);
    return -Float.intBitsToFloat(ordered ^ ((ordered >> 31) & 0x7fffffff));
  }

  @Override
  public String toString() {
    return "Beam" + Arrays.toString(Arrays.stream(keys, 0, size).mapToInt(Beam::slotOf).toArray());
  }
}

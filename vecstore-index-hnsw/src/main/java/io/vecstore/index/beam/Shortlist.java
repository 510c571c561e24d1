package io.vecstore.index.beam;

import java.util.Arrays;

/**
 * The best of many slots, for lists of thousands: what is offered is put down, and only when twice
 * as many are there as are wanted the better half is chosen (Hoare 1961, algorithm 65). So an offer
 * costs the same however long the list is, where a heap would sift through memory. Sorted only as
 * far as it is read. Ties go to the lower slot. Belongs to one thread.
 */
public final class Shortlist {

  /** A range so short is sorted at once. */
  private static final int SHORT = 16;

  private long[] keys = new long[256];
  private int keep;
  private int count;
  private int sorted;
  private float threshold;

  /** Creates a list; {@link #reset} before use. */
  public Shortlist() {}

  /** Empties the list and sets how many slots it keeps, at least 1. */
  public void reset(int most) {
    keep = most;
    count = 0;
    sorted = 0;
    threshold = Float.NEGATIVE_INFINITY;
  }

  /** Returns the closeness below which a slot is not kept; as of the last choice. */
  public float threshold() {
    return threshold;
  }

  /** Offers a slot that was not offered before. */
  public void offer(int slot, float closeness) {
    if (count == keys.length) {
      makeRoom();
    }
    keys[count++] = Beam.key(slot, closeness);
  }

  private void makeRoom() {
    if (count < 2L * keep) {
      keys = Arrays.copyOf(keys, (int) Math.min(2L * keep, 2L * keys.length));
    } else {
      choose();
    }
  }

  private void choose() {
    if (count > keep) {
      select(0, count, keep);
      count = keep;
      threshold = Beam.closenessOf(keys[keep - 1]);
    }
  }

  /** Ends the offering, and returns how many slots are kept. */
  public int finish() {
    choose();
    sorted = 0;
    return count;
  }

  /** Returns the slot at a rank, the best first. After {@link #finish}. */
  public int slot(int rank) {
    if (rank >= sorted) {
      int next = (int) Math.min(count, Math.max(64, 2L * (rank + 1)));
      if (next < count) {
        select(sorted, count, next);
      }
      Arrays.sort(keys, sorted, next);
      sorted = next;
    }
    return Beam.slotOf(keys[rank]);
  }

  /**
   * Arranges {@code keys[from..to)} so that those before {@code end} are the smallest, and the
   * largest of them stands last.
   */
  private void select(int from, int to, int end) {
    int low = from;
    int high = to - 1;
    int wanted = end - 1;
    while (high - low >= SHORT) {
      long pivot = middle(keys[low], keys[(low + high) >>> 1], keys[high]);
      int i = low;
      int j = high;
      while (i <= j) {
        while (keys[i] < pivot) {
          i++;
        }
        while (keys[j] > pivot) {
          j--;
        }
        if (i <= j) {
          long swapped = keys[i];
          keys[i++] = keys[j];
          keys[j--] = swapped;
        }
      }
      if (wanted <= j) {
        high = j;
      } else if (wanted >= i) {
        low = i;
      } else {
        return;
      }
    }
    Arrays.sort(keys, low, high + 1);
  }

  private static long middle(long a, long b, long c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}

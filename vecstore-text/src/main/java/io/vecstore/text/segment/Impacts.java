package io.vecstore.text.segment;

import static io.vecstore.text.segment.SealedLayout.MAX_PAIRS;
import static io.vecstore.text.segment.SealedLayout.MAX_PAIR_FREQUENCY;

import java.util.Arrays;

/**
 * The (frequency, length) pairs of a block that no other pair of it beats in both: the score of a
 * row is at most that of one of them, whatever k1, b and the average length are (Ding and Suel
 * 2011, with pairs in the place of scores). Where there are more than four, two neighbours become
 * one that beats both.
 */
final class Impacts {

  private final int[] highest = new int[256];
  private final int[] frequencies = new int[256];
  private final int[] lengths = new int[256];
  private int count;

  /** Finds the pairs of the first {@code size} postings, and returns how many there are. */
  int of(int[] rows, int[] frequency, int size, byte[] codes) {
    Arrays.fill(highest, 0);
    for (int i = 0; i < size; i++) {
      int code = codes[rows[i]] & 0xFF;
      highest[code] = Math.max(highest[code], Math.min(frequency[i], MAX_PAIR_FREQUENCY));
    }
    count = 0;
    int best = 0;
    for (int code = 0; code < highest.length; code++) {
      if (highest[code] > best) {
        best = highest[code];
        frequencies[count] = best;
        lengths[count++] = code;
      }
    }
    while (count > MAX_PAIRS) {
      join();
    }
    return count;
  }

  int frequency(int pair) {
    return frequencies[pair];
  }

  int length(int pair) {
    return lengths[pair];
  }

  /** Joins the neighbours that lose least: by the ratio of their frequencies. */
  private void join() {
    int closest = 0;
    double least = Double.MAX_VALUE;
    for (int i = 0; i + 1 < count; i++) {
      double ratio = (double) frequencies[i + 1] / frequencies[i];
      if (ratio < least) {
        least = ratio;
        closest = i;
      }
    }
    frequencies[closest] = frequencies[closest + 1];
    System.arraycopy(frequencies, closest + 2, frequencies, closest + 1, count - closest - 2);
    System.arraycopy(lengths, closest + 2, lengths, closest + 1, count - closest - 2);
    count--;
  }
}

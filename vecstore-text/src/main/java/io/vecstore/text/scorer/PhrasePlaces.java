package io.vecstore.text.scorer;

import java.util.List;

/**
 * Whether the terms of a phrase are where it wants them, in one row after the other. Not
 * thread-safe.
 */
public final class PhrasePlaces {

  private final int[] offsets;
  private final int[] twins;
  private final int slop;
  private final int[][] positions;
  private final int[] sizes;
  private final int[] at;

  /** Where the phrase may start, as far as {@link #narrow} was told. */
  private int[] starts = new int[16];

  private int startCount = -1;

  /**
   * Creates the check of a phrase.
   *
   * @param terms in the order of the phrase
   * @param offsets the position of each term in the phrase
   * @param slop how many positions they may be moved in all
   */
  public PhrasePlaces(List<String> terms, List<Integer> offsets, int slop) {
    int size = terms.size();
    this.offsets = new int[size];
    this.twins = new int[size];
    this.slop = slop;
    for (int i = 0; i < size; i++) {
      this.offsets[i] = offsets.get(i);
      twins[i] = terms.subList(0, i).lastIndexOf(terms.get(i));
    }
    positions = new int[size][];
    sizes = new int[size];
    at = new int[size];
  }

  /**
   * Sets where a row has a term of the phrase.
   *
   * @param term the number of the term
   * @param where the positions, ascending, the first {@code count}; borrowed until {@link #occurs}
   */
  public void set(int term, int[] where, int count) {
    positions[term] = where;
    sizes[term] = count;
    at[term] = 0;
  }

  /** Returns whether terms may not be moved, so that {@link #narrow} can be used. */
  public boolean isExact() {
    return slop == 0;
  }

  /** Starts a row for {@link #narrow}. */
  public void anywhere() {
    startCount = -1;
  }

  /**
   * Narrows down where the phrase can start, by the positions of one more of its terms; in any
   * order of terms. After all of them it tells whether the phrase occurs.
   *
   * @param where the positions, ascending, the first {@code count}
   * @return whether there is a place left
   */
  public boolean narrow(int term, int[] where, int count) {
    int offset = offsets[term];
    if (startCount < 0) {
      if (starts.length < count) {
        starts = new int[Math.max(count, 2 * starts.length)];
      }
      for (int i = 0; i < count; i++) {
        starts[i] = where[i] - offset;
      }
      startCount = count;
      return count > 0;
    }
    int kept = 0;
    int i = 0;
    for (int each = 0; each < startCount; each++) {
      int wanted = starts[each] + offset;
      while (i < count && where[i] < wanted) {
        i++;
      }
      if (i < count && where[i] == wanted) {
        starts[kept++] = starts[each];
      }
    }
    startCount = kept;
    return kept > 0;
  }

  /** Returns whether the phrase occurs in the row whose positions were set. */
  public boolean occurs() {
    return slop == 0 ? occursExactly() : occursLoosely();
  }

  private boolean occursExactly() {
    for (int first = 0; first < sizes[0]; first++) {
      int start = positions[0][first] - offsets[0];
      int i = 1;
      while (i < offsets.length && reaches(i, start + offsets[i])) {
        i++;
      }
      if (i == offsets.length) {
        return true;
      }
      if (at[i] == sizes[i]) {
        return false;
      }
    }
    return false;
  }

  private boolean reaches(int part, int position) {
    while (at[part] < sizes[part] && positions[part][at[part]] < position) {
      at[part]++;
    }
    return at[part] < sizes[part] && positions[part][at[part]] == position;
  }

  /**
   * Moves the term that is furthest behind until all starts, each term's position less its offset,
   * lie within the slop.
   */
  private boolean occursLoosely() {
    while (separate()) {
      int behind = 0;
      int least = Integer.MAX_VALUE;
      int most = Integer.MIN_VALUE;
      for (int i = 0; i < offsets.length; i++) {
        int start = positions[i][at[i]] - offsets[i];
        if (start < least) {
          least = start;
          behind = i;
        }
        most = Math.max(most, start);
      }
      if (most - least <= slop) {
        return true;
      }
      if (++at[behind] == sizes[behind]) {
        return false;
      }
    }
    return false;
  }

  /**
   * Moves on until no occurrence stands for two terms of the phrase: of two, the one that comes
   * later in the phrase. Returns false if there are not enough occurrences.
   */
  private boolean separate() {
    int i = 0;
    while (i < offsets.length) {
      if (!collides(i)) {
        i++;
      } else if (++at[i] == sizes[i]) {
        return false;
      } else {
        i = 0;
      }
    }
    return true;
  }

  private boolean collides(int part) {
    for (int twin = twins[part]; twin >= 0; twin = twins[twin]) {
      if (positions[part][at[part]] == positions[twin][at[twin]]) {
        return true;
      }
    }
    return false;
  }
}

package io.vecstore.persist.segment;

import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which rows of a sealed segment are gone: dead for good (superseded or purged), or softly deleted.
 * Immutable; the bitmaps that come in are copied, those that go out must not be changed.
 */
public final class Tombstones {

  /** No row is gone. */
  public static final Tombstones NONE =
      new Tombstones(new RoaringBitmap(), new RoaringBitmap(), new long[0], new long[0]);

  private final RoaringBitmap dead;
  private final RoaringBitmap soft;
  private final long[] softLsns;
  private final long[] softTimes;

  /**
   * Creates a value.
   *
   * @param softLsns the LSN of the deletion of each ordinal in {@code soft}, ascending by ordinal;
   *     copied
   * @param softTimes the time of it, in milliseconds since 1970; copied
   */
  public Tombstones(RoaringBitmap dead, RoaringBitmap soft, long[] softLsns, long[] softTimes) {
    if (soft.getCardinality() != softLsns.length || softLsns.length != softTimes.length) {
      throw new IllegalArgumentException(
          soft.getCardinality() + " soft rows, " + softLsns.length + ", " + softTimes.length);
    }
    this.dead = dead.clone();
    this.soft = soft.clone();
    this.softLsns = softLsns.clone();
    this.softTimes = softTimes.clone();
  }

  /** Returns tombstones without soft deletions. */
  public static Tombstones ofDead(RoaringBitmap dead) {
    return new Tombstones(dead, new RoaringBitmap(), new long[0], new long[0]);
  }

  /** Returns the ordinals that no reader may see. */
  public RoaringBitmap dead() {
    return dead;
  }

  /** Returns the ordinals that are hidden and may come back. */
  public RoaringBitmap soft() {
    return soft;
  }

  /** Returns the LSN of the deletion of an ordinal that is in {@link #soft}. */
  public long softLsn(int ordinal) {
    return softLsns[rank(ordinal)];
  }

  /**
   * Returns the time of the deletion of an ordinal that is in {@link #soft}, in milliseconds since
   * 1970.
   */
  public long softTime(int ordinal) {
    return softTimes[rank(ordinal)];
  }

  private int rank(int ordinal) {
    if (!soft.contains(ordinal)) {
      throw new IllegalArgumentException("ordinal " + ordinal + " is not softly deleted");
    }
    return soft.rank(ordinal) - 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tombstones that
        && dead.equals(that.dead)
        && soft.equals(that.soft)
        && Arrays.equals(softLsns, that.softLsns)
        && Arrays.equals(softTimes, that.softTimes);
  }

  @Override
  public int hashCode() {
    return 31 * dead.hashCode() + soft.hashCode();
  }

  @Override
  public String toString() {
    return "dead " + dead + ", soft " + soft;
  }
}

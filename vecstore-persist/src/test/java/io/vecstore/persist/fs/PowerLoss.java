package io.vecstore.persist.fs;

import java.util.SplittableRandom;

/** Decides what of the unsynced writes a power loss leaves. Any answer is one that POSIX allows. */
public final class PowerLoss {

  /** What a disk writes whole or not at all, in bytes. */
  static final int SECTOR = 512;

  /** How the losses are distributed. */
  public enum Kind {
    /** Nothing that was not synced is left. */
    LOSE_ALL,
    /** All is left. */
    KEEP_ALL,
    /** What came first is left, the rest is lost. */
    PREFIX,
    /** Any of it is left: names without bytes, bytes without names, sectors in any order. */
    ANY
  }

  private final Kind kind;
  private final SplittableRandom random;
  private final long cut;
  private final double nameOdds;
  private final double byteOdds;

  /** Draws one loss; {@code sequences} is how many writes there have been in all. */
  PowerLoss(Kind kind, long seed, long sequences) {
    this.kind = kind;
    this.random = new SplittableRandom(seed);
    this.cut = sequences == 0 ? 0 : random.nextLong(sequences + 1);
    this.nameOdds = odds();
    this.byteOdds = odds();
  }

  private double odds() {
    double[] choices = {0.0, 0.1, 0.5, 0.9, 1.0};
    return choices[random.nextInt(choices.length)];
  }

  boolean keepsName(long sequence) {
    return keeps(sequence, nameOdds, false);
  }

  boolean keepsSector(long sequence) {
    return keeps(sequence, byteOdds, true);
  }

  /** The new length of a file may arrive before its new bytes; they are zero then. */
  boolean keepsLength(long sequence) {
    return keeps(sequence, Math.max(byteOdds, 0.5), false);
  }

  private boolean keeps(long sequence, double odds, boolean tears) {
    return switch (kind) {
      case LOSE_ALL -> false;
      case KEEP_ALL -> true;
      case PREFIX -> sequence < cut || (tears && sequence == cut && random.nextBoolean());
      case ANY -> random.nextDouble() < odds;
    };
  }
}

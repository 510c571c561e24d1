package io.vecstore.kill;

import java.util.ArrayList;
import java.util.List;

/**
 * What a kill campaign has done.
 *
 * @param kills how many processes were killed
 * @param whileOpening how many of them while they opened the store that the one before had left
 * @param acknowledged how many writes had returned
 * @param violations what went wrong, a sentence each; empty if all is well
 */
public record KillTally(long kills, long whileOpening, long acknowledged, List<String> violations) {

  /** Copies the list. */
  public KillTally {
    violations = List.copyOf(violations);
  }

  /** Returns the sum of two campaigns. */
  public KillTally plus(KillTally other) {
    List<String> all = new ArrayList<>(violations);
    all.addAll(other.violations);
    return new KillTally(
        kills + other.kills,
        whileOpening + other.whileOpening,
        acknowledged + other.acknowledged,
        all);
  }

  @Override
  public String toString() {
    return String.format(
        "%,d kills, %,d of them while opening, %,d acknowledged writes, %d violations",
        kills, whileOpening, acknowledged, violations.size());
  }
}

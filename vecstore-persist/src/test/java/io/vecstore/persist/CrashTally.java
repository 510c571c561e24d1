package io.vecstore.persist;

import java.util.ArrayList;
import java.util.List;

/**
 * What a crash campaign has done.
 *
 * @param scripts how many random scripts were crashed at every one of their steps
 * @param points how many steps a fault was placed at, once for each fault
 * @param images how many disks were opened that a crash may have left
 * @param violations what went wrong, a sentence each that names seed, point and image; empty if all
 *     is well
 */
public record CrashTally(long scripts, long points, long images, List<String> violations) {

  /** Copies the list. */
  public CrashTally {
    violations = List.copyOf(violations);
  }

  /** Returns the sum of two campaigns. */
  public CrashTally plus(CrashTally other) {
    List<String> all = new ArrayList<>(violations);
    all.addAll(other.violations);
    return new CrashTally(
        scripts + other.scripts, points + other.points, images + other.images, all);
  }

  @Override
  public String toString() {
    return String.format(
        "%,d scripts, %,d fault points, %,d images, %d violations",
        scripts, points, images, violations.size());
  }
}

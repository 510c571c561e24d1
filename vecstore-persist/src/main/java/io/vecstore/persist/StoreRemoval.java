package io.vecstore.persist;

import io.vecstore.persist.fs.FileReaper;
import io.vecstore.persist.fs.StoreFs;
import java.io.IOException;

/** Removes a store that nobody needs any more, with its snapshots. */
public final class StoreRemoval {

  private static final String SNAPSHOTS = "snapshots";

  private StoreRemoval() {}

  /**
   * Removes the directory of a closed store. What an interruption leaves is removed by the next
   * call.
   *
   * @param outer the file system that the directory is in
   * @param directory its name in there
   * @return whether nothing of it is left
   */
  public static boolean remove(StoreFs outer, String directory) {
    FileReaper reaper = new FileReaper(outer, Runnable::run);
    String snapshots = directory + "/" + SNAPSHOTS;
    try {
      if (outer.list(directory).contains(SNAPSHOTS)) {
        for (String name : outer.list(snapshots)) {
          reaper.deleteTree(snapshots + "/" + name);
        }
      }
    } catch (IOException leftForTheNextCall) {
      return false;
    }
    return reaper.deleteTree(directory);
  }
}

package io.vecstore.persist;

import io.vecstore.persist.fs.FileReaper;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.ManifestFiles;
import java.io.IOException;
import java.util.List;

/** Removes a store that nobody needs any more, with its snapshots. */
public final class StoreRemoval {

  private static final String SNAPSHOTS = "snapshots";

  private StoreRemoval() {}

  /**
   * Makes a directory that holds a closed store hold none, durably: the first step of its removal,
   * for who must not find half of one.
   *
   * @param outer the file system that the directory is in
   * @param directory its name in there
   */
  public static void unmake(StoreFs outer, String directory) throws IOException {
    List<String> manifests =
        outer.list(directory).stream()
            .filter(name -> ManifestFiles.generation(name).isPresent())
            .toList();
    FileReaper reaper = new FileReaper(outer, Runnable::run);
    manifests.forEach(name -> reaper.deleteNow(directory + "/" + name));
    if (!manifests.isEmpty()) {
      outer.syncDirectory(directory);
    }
  }

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

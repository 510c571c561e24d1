package io.vecstore.persist.fs;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * The only deleter of files. A file that no manifest names any more is <em>retired</em>; it is
 * deleted once nobody holds a <em>pin</em> on it: an open segment pins its file, and so do a
 * snapshot and a backup while they copy.
 *
 * <p>Safe from any thread. Deleting, and closing what a segment has mapped, run on the executor:
 * both may take long. A failure to delete is not an error, as the next opening of the store deletes
 * what its manifest does not name.
 */
public final class FileReaper {

  private final StoreFs fs;
  private final Executor executor;
  private final Map<String, Integer> pins = new HashMap<>();
  private final Set<String> retired = new HashSet<>();

  /** Creates a reaper of the files of {@code fs} that works on {@code executor}. */
  public FileReaper(StoreFs fs, Executor executor) {
    this.fs = fs;
    this.executor = executor;
  }

  /** Keeps files from being deleted until {@link #unpin} is called as often. */
  public synchronized void pin(Collection<String> names) {
    for (String name : names) {
      pins.merge(name, 1, Integer::sum);
    }
  }

  /** Takes back one pin of each file. */
  public void unpin(Collection<String> names) {
    deleteLater(unpinned(names));
  }

  /**
   * Takes back one pin of each file and deletes what that frees at once; for work that {@link
   * #runLater} runs, which at the end of a store is the last that is run.
   */
  public void unpinNow(Collection<String> names) {
    unpinned(names).forEach(this::deleteNow);
  }

  private Set<String> unpinned(Collection<String> names) {
    Set<String> free = new HashSet<>();
    synchronized (this) {
      for (String name : names) {
        if (pins.merge(name, -1, Integer::sum) == 0) {
          pins.remove(name);
          if (retired.remove(name)) {
            free.add(name);
          }
        }
      }
    }
    return free;
  }

  /** Deletes files as soon as they have no pins. Their names must never be used again. */
  public void retire(Collection<String> names) {
    Set<String> free = new HashSet<>(names);
    synchronized (this) {
      for (String name : names) {
        if (pins.containsKey(name)) {
          retired.add(name);
          free.remove(name);
        }
      }
    }
    deleteLater(free);
  }

  /**
   * Runs work that may block for a while, such as closing a mapping, where no writer and no reader
   * waits for it.
   */
  public void runLater(Runnable work) {
    executor.execute(work);
  }

  /** Deletes a directory and the files in it, now. Returns whether it succeeded. */
  public boolean deleteTree(String directory) {
    try {
      for (String name : fs.list(directory)) {
        fs.delete(directory + "/" + name);
      }
      fs.delete(directory);
      return true;
    } catch (IOException leftForTheNextOpening) {
      return false;
    }
  }

  /** Deletes a file now, whether or not it is there. */
  public void deleteNow(String name) {
    try {
      fs.delete(name);
    } catch (IOException leftForTheNextOpening) {
      // It is not named by a manifest: nobody will read it.
    }
  }

  private void deleteLater(Set<String> names) {
    if (!names.isEmpty()) {
      executor.execute(() -> names.forEach(this::deleteNow));
    }
  }
}

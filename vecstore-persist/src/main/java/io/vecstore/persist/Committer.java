package io.vecstore.persist;

import io.vecstore.persist.fs.FileReaper;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.FencedException;
import io.vecstore.persist.manifest.Manifest;
import io.vecstore.persist.manifest.ManifestFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Replaces the current manifest by the next one. Commits come from one thread; the current state
 * may be asked for by any.
 */
final class Committer {

  private final StoreFs fs;
  private final FileReaper reaper;
  private final StoreLock lock;
  private final Poison poison;
  private final AtomicLong nextNumber;
  private long generation;
  private volatile Manifest current; // written by the committing thread, under this object's lock

  Committer(
      StoreFs fs,
      FileReaper reaper,
      StoreLock lock,
      Poison poison,
      Manifest current,
      long nextNumber) {
    this.fs = fs;
    this.reaper = reaper;
    this.lock = lock;
    this.poison = poison;
    this.current = current;
    this.generation = current.generation();
    this.nextNumber = new AtomicLong(nextNumber);
  }

  Manifest current() {
    return current;
  }

  /** Returns a number that no file has had, from any thread. */
  long newNumber() {
    return nextNumber.getAndIncrement();
  }

  synchronized ManifestPin pin() {
    return new ManifestPin(current, reaper);
  }

  /**
   * Commits a state. If this throws and there is no poison, the state before is still the current
   * one, here and on disk.
   *
   * @throws IOException if it could not be prepared; nothing has changed then
   */
  Manifest commit(Manifest next) throws IOException {
    poison.check();
    Manifest numbered = next.numbered(++generation, nextNumber.get());
    try {
      ManifestFiles.prepare(fs, numbered);
    } catch (IOException unprepared) {
      reaper.deleteNow(ManifestFiles.temporary(numbered.generation()));
      throw unprepared;
    }
    try {
      if (!lock.valid()) {
        throw new FencedException("the lock of " + fs.origin() + " was lost");
      }
      ManifestFiles.publish(fs, numbered.generation());
    } catch (IOException unknown) {
      throw poison.unknown(unknown);
    }
    reaper.retire(replace(numbered));
    return numbered;
  }

  private synchronized List<String> replace(Manifest next) {
    Set<String> kept = new HashSet<>(next.fileNames());
    List<String> dropped = new ArrayList<>(current.fileNames());
    dropped.removeIf(kept::contains);
    dropped.add(ManifestFiles.fileName(current.generation()));
    current = next;
    return dropped;
  }
}

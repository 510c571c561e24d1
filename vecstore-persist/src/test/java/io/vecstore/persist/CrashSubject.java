package io.vecstore.persist;

import io.vecstore.persist.fs.StoreFs;

/** A store under test with its script and its oracle: what a {@link CrashCampaign} crashes. */
public interface CrashSubject {

  /**
   * Opens the store, or creates it, and runs the script to its end or until the file system stops
   * working; remembers what was acknowledged and what might have happened. Never throws because of
   * an injected fault.
   */
  void live(StoreFs fs);

  /**
   * Opens the store on what a crash has left, and compares it with what was acknowledged. Does not
   * change this subject.
   *
   * @param seed of the script of the next life
   * @return the next life of the store, which begins with what was found
   * @throws AssertionError if something acknowledged is missing, or something is there that nobody
   *     wrote
   * @throws io.vecstore.core.error.VecStoreException if the store cannot be opened
   */
  CrashSubject survive(StoreFs fs, long seed);
}

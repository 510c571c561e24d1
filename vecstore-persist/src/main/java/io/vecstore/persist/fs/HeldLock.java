package io.vecstore.persist.fs;

import java.io.IOException;

/** An exclusive lock that is held until it is closed. */
public interface HeldLock extends AutoCloseable {

  /** Returns whether the lock is still held, and still that of the file that has the name now. */
  boolean valid();

  /** Gives the lock back. Does nothing the second time. */
  @Override
  void close() throws IOException;
}

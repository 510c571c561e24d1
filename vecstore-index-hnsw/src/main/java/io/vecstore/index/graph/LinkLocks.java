package io.vecstore.index.graph;

import java.util.concurrent.locks.ReentrantLock;

/** The locks under which rows of links are written: a few hundred, shared out over the slots. */
final class LinkLocks {

  private final ReentrantLock[] locks = new ReentrantLock[512];

  LinkLocks() {
    for (int i = 0; i < locks.length; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  ReentrantLock of(int slot) {
    return locks[slot & (locks.length - 1)];
  }
}

package io.vecstore.index.score;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Keeps a few idle objects that searches write to, so that a search allocates nothing. Not tied to
 * threads: there may be a million virtual ones. An object that was not given back, because a search
 * failed, is simply forgotten. Safe from any thread.
 *
 * @param <T> the objects
 */
public final class ScratchPool<T> {

  private final AtomicReferenceArray<T> idle =
      new AtomicReferenceArray<>(2 * Runtime.getRuntime().availableProcessors());
  private final Supplier<T> maker;

  /** Creates an empty pool. */
  public ScratchPool(Supplier<T> maker) {
    this.maker = maker;
  }

  /** Returns an idle object, or a new one; the caller's alone until given back. */
  public T take() {
    for (int i = 0; i < idle.length(); i++) {
      T found = idle.get(i);
      if (found != null && idle.compareAndSet(i, found, null)) {
        return found;
      }
    }
    return maker.get();
  }

  /** Makes an object available again; the caller must not use it any more. */
  public void giveBack(T scratch) {
    for (int i = 0; i < idle.length(); i++) {
      if (idle.get(i) == null && idle.compareAndSet(i, null, scratch)) {
        return;
      }
    }
  }
}

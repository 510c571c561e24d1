package io.vecstore.internal.view;

import io.vecstore.core.error.StoreClosedException;
import org.jspecify.annotations.Nullable;

/**
 * The view that a read that starts now gets. The writer publishes, any thread acquires without a
 * lock.
 */
public final class ViewPublisher {

  private final String store;
  private volatile @Nullable ReadView
      current; // written by the writer thread, and once more at close

  /** Starts with a view, whose one reference becomes the publisher's. */
  public ViewPublisher(String store, ReadView first) {
    this.store = store;
    this.current = first;
  }

  /**
   * Returns the current view with a reference for the caller, who releases it.
   *
   * @throws StoreClosedException after {@link #close}
   */
  public ReadView acquire() {
    while (true) {
      ReadView view = current;
      if (view == null) {
        throw new StoreClosedException(store);
      }
      if (view.tryRetain()) {
        return view;
      }
    }
  }

  /** Returns what to call the store in an error. */
  public String store() {
    return store;
  }

  /** Makes a view the current one, and gives up the one before. */
  public void publish(ReadView next) {
    ReadView before = current;
    current = next;
    if (before != null) {
      before.release();
    }
  }

  /** Gives up the current view; reads that hold it go on to their end. */
  public void close() {
    ReadView before = current;
    current = null;
    if (before != null) {
      before.release();
    }
  }
}

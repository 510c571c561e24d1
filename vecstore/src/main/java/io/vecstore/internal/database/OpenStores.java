package io.vecstore.internal.database;

import io.vecstore.internal.store.StoreEngine;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The stores of a database that are open, by number. While {@link #still} looks at them, none is
 * opened, closed or removed; and one that still has to be copied as it was then is copied before it
 * is. Safe from any thread.
 *
 * <p>Its lock is taken after that of a tenant, and before that of the catalog.
 */
final class OpenStores {

  private final ReentrantReadWriteLock changing = new ReentrantReadWriteLock();
  private final Map<Long, StoreEngine> open = new ConcurrentHashMap<>();
  private final Map<Long, Runnable> owed = new ConcurrentHashMap<>();

  /** Opens a store, whose closing is heard of. */
  StoreEngine open(long number, Supplier<StoreEngine> opening) {
    return changed(
        number,
        () -> {
          StoreEngine engine = opening.get();
          engine.closeWithin(work -> close(number, work));
          open.put(number, engine);
          return engine;
        });
  }

  private void close(long number, Runnable work) {
    changed(
        number,
        () -> {
          open.remove(number);
          work.run();
          return true;
        });
  }

  /** Removes the files of a store that is closed. */
  void remove(long number, Runnable work) {
    changed(
        number,
        () -> {
          work.run();
          return true;
        });
  }

  private <T> T changed(long number, Supplier<T> change) {
    changing.readLock().lock();
    try {
      settle(number);
      return change.get();
    } finally {
      changing.readLock().unlock();
    }
  }

  /** Looks at what is open, while that does not change. */
  <T> T still(Function<Map<Long, StoreEngine>, T> look) {
    changing.writeLock().lock();
    try {
      return look.apply(new HashMap<>(open));
    } finally {
      changing.writeLock().unlock();
    }
  }

  /** Lets work be done with the files of a store before anything happens to them. */
  void owe(long number, Runnable work) {
    owed.put(number, work);
  }

  /** Does what is owed now, and returns when it is done, whoever does it. */
  void settle(long number) {
    owed.computeIfPresent(
        number,
        (_, work) -> {
          work.run();
          return null;
        });
  }
}

package io.vecstore.core.spi;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that takes long, and tells how far it is, to whoever listens on the thread that it was
 * begun on; work that is handed to another thread is {@linkplain #carried carried} there. Tells at
 * its beginning, at each hundredth, and at its end. Safe from any thread; the listener is called by
 * one at a time.
 */
public final class LongWork {

  private static final ScopedValue<Listener> LISTENER = ScopedValue.newInstance();
  private static final int TOLD = 100;

  private final @Nullable Listener listener;
  private final String operation;
  private final String unit;
  private final long total;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong next = new AtomicLong();
  private long told = -1; // guarded by this

  /** Hears how far something is. */
  @FunctionalInterface
  public interface Listener {
    /** Takes note; {@code total} is 0 where it is not known. */
    void at(String operation, String unit, long done, long total);
  }

  private LongWork(@Nullable Listener listener, String operation, String unit, long total) {
    this.listener = listener;
    this.operation = operation;
    this.unit = unit;
    this.total = total;
  }

  /**
   * Begins something.
   *
   * @param operation what it is, for people: "making a backup"
   * @param unit what is counted, in the plural
   * @param total how many they are, 0 where that is not known
   */
  public static LongWork begin(String operation, String unit, long total) {
    LongWork work =
        new LongWork(LISTENER.isBound() ? LISTENER.get() : null, operation, unit, total);
    work.advance(0);
    return work;
  }

  /** Runs work that a listener hears of. */
  public static <T> T heardBy(Listener listener, Supplier<T> work) {
    return ScopedValue.where(LISTENER, listener).call(work::get);
  }

  /** Returns work that the listener of this thread hears of on another one, too. */
  public static <T> Supplier<T> carried(Supplier<T> work) {
    if (!LISTENER.isBound()) {
      return work;
    }
    Listener listener = LISTENER.get();
    return () -> heardBy(listener, work);
  }

  /** Counts what was done. */
  public void advance(long steps) {
    long now = done.addAndGet(steps);
    if (listener != null && now >= next.get()) {
      tell();
    }
  }

  /** Ends it. */
  public void end() {
    tell();
  }

  private synchronized void tell() {
    long now = done.get();
    if (listener != null && now > told) {
      told = now;
      long hundredth = now + Math.max(1, total / TOLD);
      next.set(now < total ? Math.min(total, hundredth) : hundredth); // the end is never left out
      listener.at(operation, unit, now, total);
    }
  }
}

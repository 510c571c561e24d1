package io.vecstore.core.spi;

import io.vecstore.core.error.ReadStoppedException;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long the read that runs on this thread may go on. Whoever loops over rows, nodes or terms
 * takes the {@link #current} limit once, before the loop, and asks it every few hundred steps: a
 * read is stopped within a few milliseconds of its time. Outside of a read, where graphs are built
 * and segments merged, nothing is ever stopped. Immutable; safe from any thread.
 */
public final class ReadLimit {

  private static final ScopedValue<ReadLimit> CURRENT = ScopedValue.newInstance();

  /** Outside of a read. */
  private static final ReadLimit NONE = new ReadLimit(false, null, 0);

  private static final int COMPARED = 4096;

  private final boolean stoppable;
  private final @Nullable Duration allowed;
  private final long nanos;
  private final long start;

  private ReadLimit(boolean stoppable, @Nullable Duration allowed, long start) {
    this.stoppable = stoppable;
    this.allowed = allowed;
    this.nanos = allowed == null ? 0 : TimeUnit.NANOSECONDS.convert(allowed);
    this.start = start;
  }

  /** Returns the limit of the read that runs on this thread; one that stops nothing outside. */
  public static ReadLimit current() {
    return CURRENT.orElse(NONE);
  }

  /** Returns a limit for a read that begins now and may take any time, until it is interrupted. */
  public static ReadLimit untilInterrupted() {
    return new ReadLimit(true, null, System.nanoTime());
  }

  /** Returns a limit for a read that begins now; it ends with that around it, if not before. */
  public static ReadLimit of(Duration allowed) {
    ReadLimit outer = current();
    ReadLimit inner = new ReadLimit(true, allowed, System.nanoTime());
    return outer.left(inner.start) <= inner.left(inner.start) ? outer : inner;
  }

  /** Runs a read, or a part of one, within this limit. */
  public <T> T call(Supplier<T> read) {
    return ScopedValue.where(CURRENT, this).call(read::get);
  }

  /** Runs a read within the limit around it, or without one of its own where there is none. */
  public static <T> T read(Supplier<T> read) {
    return CURRENT.isBound() ? read.get() : untilInterrupted().call(read);
  }

  /**
   * Goes on, if that is still allowed.
   *
   * @throws ReadStoppedException if it is not
   */
  public void check() {
    if (stoppable) {
      if (Thread.currentThread().isInterrupted()) {
        throw ReadStoppedException.interrupted(Duration.ofNanos(System.nanoTime() - start));
      }
      if (allowed != null) {
        long now = System.nanoTime();
        if (left(now) <= 0) {
          throw ReadStoppedException.late(allowed, Duration.ofNanos(now - start));
        }
      }
    }
  }

  /** Returns an order that asks now and then; for one sort, on one thread. */
  public <T> Comparator<T> asked(Comparator<? super T> order) {
    if (!stoppable) {
      return order::compare;
    }
    int[] compared = {0};
    return (one, other) -> {
      if (++compared[0] % COMPARED == 0) {
        check();
      }
      return order.compare(one, other);
    };
  }

  private long left(long now) {
    return allowed == null ? Long.MAX_VALUE : nanos - (now - start);
  }
}

package io.vecstore.core.report;

import io.vecstore.core.spi.LongWork;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How far something is that takes long. One door for all of it: whatever the work does that takes
 * long (opening, adding many documents, optimizing, merging, building a graph, a snapshot, a
 * backup, a restoration, a check, a repair) tells a listener how far it is, in the order in which
 * it happens.
 *
 * {@snippet file="Tour.java" region="progress"}
 *
 * @param operation what is done, for people
 * @param unit what is counted, in the plural
 * @param done how many of these are done
 * @param total how many there are, 0 where nobody knows
 */
public record Progress(String operation, String unit, long done, long total) {

  /** Returns how much is done, in [0, 1]; 0 where nobody knows. */
  public double share() {
    return total <= 0 ? 0 : Math.min(1, (double) done / total);
  }

  /**
   * Runs work, and tells a listener how far it is: at the beginning, at each hundredth, and at the
   * end of every part of it. The work itself goes on whatever the listener does.
   *
   * @param listener called by one thread at a time, not always the caller's; should return at once.
   *     After it has thrown it is not called again
   * @param work what is done
   * @return what the work returns
   * @throws RuntimeException what the work throws; or, when the work is done, what the listener has
   *     thrown
   */
  public static <T> T watch(Consumer<Progress> listener, Supplier<T> work) {
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    T result =
        LongWork.heardBy(
            (operation, unit, done, total) -> {
              if (failure.get() == null) {
                try {
                  listener.accept(new Progress(operation, unit, done, total));
                } catch (RuntimeException thrown) {
                  failure.set(thrown);
                }
              }
            },
            work);
    RuntimeException thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
    return result;
  }

  /** Runs work without a result, as {@link #watch(Consumer, Supplier)} does. */
  public static void watch(Consumer<Progress> listener, Runnable work) {
    boolean done =
        watch(
            listener,
            () -> {
              work.run();
              return true;
            });
    assert done;
  }
}

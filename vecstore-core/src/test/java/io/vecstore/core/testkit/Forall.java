package io.vecstore.core.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Runs a property on many random cases. Each case has a seed of its own; a failure names it, and
 * {@code -Dseed=} runs that case alone. A case that is a sequence of operations is shrunk before it
 * is shown.
 *
 * {@snippet :
 * Forall.cases(200).check(random -> assertEquals(x, decode(encode(x))));
 * Forall.cases(200).checkAll(random -> randomOperations(random), operations -> runAgainstModel(operations));
 * }
 *
 * <p>The seeds are the same in every build. {@code -Dforall.fresh=true} draws new ones, {@code
 * -Dforall.scale=10} runs ten times as many cases.
 */
public final class Forall {

  private static final long FIRST_SEED = 20_261_124L;
  private static final int SHRINK_LIMIT = 2_000;

  private final int count;

  private Forall(int count) {
    this.count = count;
  }

  /** A statement that holds when it returns, and does not when it throws. */
  @FunctionalInterface
  public interface Property<T> {
    /** Checks the statement for one case. */
    void check(T value) throws Exception;
  }

  /** Makes the case of a seed. */
  @FunctionalInterface
  public interface Generator<T> {
    /** Returns the case; the same for the same random numbers. */
    T make(SplittableRandom random) throws Exception;
  }

  /** Starts a run of {@code count} cases. */
  public static Forall cases(int count) {
    return new Forall(Math.multiplyExact(count, Integer.getInteger("forall.scale", 1)));
  }

  /**
   * Checks a property of random numbers.
   *
   * @throws AssertionError with the seed, if a case fails
   */
  public void check(Property<SplittableRandom> property) {
    for (long seed : seeds()) {
      Throwable failure = failure(property, new SplittableRandom(seed));
      if (failure != null) {
        throw new AssertionError(replay(seed) + "\n  " + failure, failure);
      }
    }
  }

  /**
   * Checks a property of a sequence of operations. The sequence of a failing case is made shorter
   * by dropping halves, quarters and so on, as long as it still fails.
   *
   * @throws AssertionError with the seed and the shortest failing sequence found
   */
  public <T> void checkAll(Generator<? extends List<T>> generator, Property<List<T>> property) {
    for (long seed : seeds()) {
      List<T> operations = made(generator, seed);
      Throwable failure = failure(property, operations);
      if (failure != null) {
        List<T> shortest = shrink(operations, property);
        Throwable last = failure(property, shortest);
        Throwable shown = last == null ? failure : last;
        String text =
            "%s%n  %d of %d operations fail: %s%n  %s"
                .formatted(replay(seed), shortest.size(), operations.size(), shortest, shown);
        throw new AssertionError(text, shown);
      }
    }
  }

  private long[] seeds() {
    Long wanted = Long.getLong("seed");
    if (wanted != null) {
      return new long[] {wanted};
    }
    long first = Boolean.getBoolean("forall.fresh") ? System.nanoTime() : FIRST_SEED;
    return new SplittableRandom(first).longs(count).toArray();
  }

  private static <T> List<T> made(Generator<? extends List<T>> generator, long seed) {
    try {
      return List.copyOf(generator.make(new SplittableRandom(seed)));
    } catch (Exception | AssertionError e) {
      throw new AssertionError(replay(seed) + "\n  the case could not be made: " + e, e);
    }
  }

  /** Drops pieces, large ones first, and keeps every shorter sequence that still fails. */
  private static <T> List<T> shrink(List<T> operations, Property<List<T>> property) {
    List<T> shortest = operations;
    int tries = 0;
    for (int piece = shortest.size() / 2; piece > 0; piece /= 2) {
      for (int from = 0; from < shortest.size() && tries < SHRINK_LIMIT; tries++) {
        List<T> shorter = without(shortest, from, Math.min(shortest.size(), from + piece));
        if (failure(property, shorter) != null) {
          shortest = shorter;
        } else {
          from += piece;
        }
      }
    }
    return shortest;
  }

  private static <T> List<T> without(List<T> list, int from, int to) {
    List<T> rest = new ArrayList<>(list.subList(0, from));
    rest.addAll(list.subList(to, list.size()));
    return List.copyOf(rest);
  }

  // Any failure counts, errors of the JVM included: a stack overflow is a finding, not an accident.
  private static <T> @Nullable Throwable failure(Property<T> property, T value) {
    try {
      property.check(value);
      return null;
    } catch (TestAbortedException skipped) {
      throw skipped;
    } catch (Throwable e) {
      return e;
    }
  }

  private static String replay(long seed) {
    return "fails for the case of seed " + seed + "; run it alone with -Dseed=" + seed;
  }
}

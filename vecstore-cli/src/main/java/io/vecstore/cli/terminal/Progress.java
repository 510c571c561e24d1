package io.vecstore.cli.terminal;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A line that grows while something runs: on a terminal it is written over, elsewhere it stays
 * silent until the end.
 */
public final class Progress {

  private static final int BAR = 24;
  private static final long EVERY_NANOS = 200_000_000;

  private final PrintWriter out;
  private final String what;
  private final long total;
  private final boolean shown;
  private final long start = System.nanoTime();
  private long last = start;

  /**
   * Starts at nothing.
   *
   * @param total how much there is, 0 if that is not known
   * @param shown whether anybody looks
   */
  public Progress(PrintWriter out, String what, long total, boolean shown) {
    this.out = out;
    this.what = what;
    this.total = total;
    this.shown = shown;
  }

  /**
   * Shows how far it is.
   *
   * @param done the part of the total
   * @param count what was dealt with so far
   */
  public void at(long done, long count) {
    long now = System.nanoTime();
    if (shown && now - last > EVERY_NANOS) {
      last = now;
      out.print("\r" + line(done, count, now));
      out.flush();
    }
  }

  /** Ends the line. */
  public void end(long count) {
    if (shown) {
      out.println("\r" + line(total, count, System.nanoTime()));
      out.flush();
    }
  }

  /** Runs something that takes long, with a line for each part of it where somebody looks. */
  public static <T> T watched(PrintWriter out, boolean shown, Supplier<T> work) {
    if (!shown) {
      return work.get();
    }
    Lines lines = new Lines(out);
    T result = io.vecstore.core.report.Progress.watch(lines::show, work);
    lines.end();
    return result;
  }

  /** One line after the other: a new operation begins a new one. */
  private static final class Lines {
    private final PrintWriter out;
    private @Nullable Progress line;
    private String operation = "";
    private long count;

    Lines(PrintWriter out) {
      this.out = out;
    }

    synchronized void show(io.vecstore.core.report.Progress now) {
      Progress current = line;
      if (current == null || !operation.equals(now.operation())) {
        end();
        operation = now.operation();
        current = new Progress(out, now.operation() + ", " + now.unit(), now.total(), true);
        line = current;
      }
      count = now.done();
      current.at(now.done(), now.done());
    }

    synchronized void end() {
      Progress ended = line;
      if (ended != null) {
        ended.end(count);
      }
      line = null;
    }
  }

  private String line(long done, long count, long now) {
    double rate = count / Math.max(1e-3, (now - start) / 1e9);
    String numbers = String.format(Locale.ROOT, "%,d  %,.0f/s", count, rate);
    if (total <= 0) {
      return what + "  " + numbers;
    }
    int filled = (int) Math.min(BAR, BAR * done / total);
    return String.format(
        Locale.ROOT,
        "%s [%s%s] %3d%%  %s",
        what,
        "#".repeat(filled),
        ".".repeat(BAR - filled),
        Math.min(100, 100 * done / total),
        numbers);
  }
}

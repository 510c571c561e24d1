package io.vecstore.cli.terminal;

import java.io.PrintWriter;
import java.util.Locale;

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

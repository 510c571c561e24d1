package io.vecstore.examples.ask;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Shows how far a task is: one line that is drawn again and again on a terminal, and a line for
 * each tenth elsewhere. Used by one thread.
 */
public final class ProgressBar implements AutoCloseable {

  private static final int CELLS = 24;

  private final Screen screen;
  private final int total;
  private final long started = System.nanoTime();
  private int done;
  private int tenths;
  private int drawn;

  /** Starts the clock; nothing is drawn before the first step. */
  public ProgressBar(Screen screen, int total) {
    this.screen = screen;
    this.total = total;
  }

  /** Shows how many are done, and where the work is. */
  public void reach(long reached, String label) {
    if (reached == done) {
      return;
    }
    done = (int) reached;
    boolean nextTenth = done * 10L / total > tenths;
    if (!screen.isTerminal() && !nextTenth) {
      return;
    }
    tenths = (int) (done * 10L / total);
    String line = line(label);
    PrintStream out = screen.out();
    if (screen.isTerminal()) {
      out.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
      out.flush();
    } else {
      out.println(line);
    }
    drawn = line.length();
  }

  private String line(String label) {
    int filled = (int) ((long) done * CELLS / total);
    double seconds = Math.max(1e-3, (System.nanoTime() - started) / 1e9);
    long left = Math.round(seconds / Math.max(1, done) * (total - done));
    String line =
        String.format(
            Locale.ROOT,
            "  indexing [%s%s] %d/%d  %.0f/s  %d s left  %s",
            "#".repeat(filled),
            ".".repeat(CELLS - filled),
            done,
            total,
            done / seconds,
            left,
            label);
    return screen.cut(line);
  }

  /** Clears the line. */
  @Override
  public void close() {
    if (screen.isTerminal() && drawn > 0) {
      screen.out().print("\r" + " ".repeat(drawn) + "\r");
      screen.out().flush();
    }
  }
}

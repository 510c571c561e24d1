package io.vecstore.examples.ask;

import java.io.Console;
import java.io.PrintStream;

/**
 * Where the program writes: a terminal, with colours and lines that are drawn again, or a file,
 * without.
 *
 * @param out where to
 * @param isTerminal whether somebody watches
 * @param width the number of columns
 */
public record Screen(PrintStream out, boolean isTerminal, int width) {

  private static final int DEFAULT_WIDTH = 100;

  /** Returns the screen of this process. */
  public static Screen ofProcess() {
    @SuppressWarnings("SystemConsoleNull") // not since JDK 22, which NullAway does not know yet
    Console console = System.console();
    boolean watched = console != null && console.isTerminal() && System.getenv("NO_COLOR") == null;
    int columns = Integer.getInteger("ask.columns", DEFAULT_WIDTH);
    return new Screen(System.out, watched, Math.clamp(columns, 60, 120));
  }

  /** Returns the text, bold on a terminal. */
  public String bold(String text) {
    return styled("1", text);
  }

  /** Returns the text, faint on a terminal. */
  public String faint(String text) {
    return styled("2", text);
  }

  /** Returns the text, green on a terminal. */
  public String green(String text) {
    return styled("32", text);
  }

  private String styled(String code, String text) {
    return isTerminal ? "\033[" + code + "m" + text + "\033[0m" : text;
  }

  /** Returns the text, cut where the line ends. */
  public String cut(String line) {
    return cut(line, width);
  }

  /** Returns the text, cut to a number of characters. */
  public static String cut(String line, int length) {
    return line.length() <= length ? line : line.substring(0, Math.max(0, length - 1)) + "…";
  }

  /** Returns a number and a noun, which is in the plural if it has to be. */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}

package io.vecstore.persist.fs;

/**
 * Numbers in names of files. Not by {@link String#format}: its locales cost the first store of a
 * process some ten milliseconds.
 */
public final class FileNumber {

  private FileNumber() {}

  /** Returns a number that is not negative in decimal, with zeros in front up to a length. */
  public static String padded(long number, int digits) {
    String text = Long.toString(number);
    return "0".repeat(Math.max(0, digits - text.length())) + text;
  }
}

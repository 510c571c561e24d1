package io.vecstore.persist.snapshot;

import io.vecstore.core.error.InvalidInputException;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a snapshot may be called. The name becomes a directory, on any file system, and so must not
 * reach out of it.
 */
public final class SnapshotName {

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern DEVICE =
      Pattern.compile("(?i)(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])([.].*)?");

  private SnapshotName() {}

  /**
   * Returns the name if it is allowed: 1 to 64 letters, digits, dots, dashes and underscores of
   * ASCII, a letter or digit first, no dot last, and none of the names that Windows keeps for
   * devices.
   *
   * @throws InvalidInputException otherwise; it says what is allowed
   */
  public static String check(String name) {
    Objects.requireNonNull(name, "name");
    boolean allowed =
        ALLOWED.matcher(name).matches() && !name.endsWith(".") && !DEVICE.matcher(name).matches();
    if (!allowed) {
      String shown = name.length() > 80 ? name.substring(0, 80) + "..." : name;
      throw new InvalidInputException(
          "snapshot name \""
              + shown
              + "\": expected 1 to 64 of A-Z a-z 0-9 . _ -, a letter or digit first, no dot last,"
              + " and no device name such as CON");
    }
    return name;
  }
}

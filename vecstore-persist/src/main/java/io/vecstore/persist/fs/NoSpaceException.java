package io.vecstore.persist.fs;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The disk, or the quota on it, is full. Unlike other failures of a disk this one passes. */
public final class NoSpaceException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Creates the error. */
  public NoSpaceException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Returns the failure as one of this type if that is what it is about, else as it came. The JDK
   * has no type of its own for it, only the system's words.
   */
  static IOException classify(IOException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    boolean full =
        message.contains("no space left")
            || message.contains("quota exceeded")
            || message.contains("file too large")
            || message.contains("not enough space");
    return full ? new NoSpaceException(message, failure) : failure;
  }
}

package io.vecstore.core.schema;

/** How a store writes its log. Both write the same bytes; a store may change between them. */
public enum LogWriter {
  /** Through the JDK's file channels; needs nothing. */
  STANDARD,
  /**
   * Through a mapping of Chronicle-Bytes, which saves a system call per write where none is forced.
   * Needs {@code net.openhft:chronicle-bytes} and options of the JVM; the error of opening without
   * them names them.
   */
  CHRONICLE
}

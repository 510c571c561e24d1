package io.vecstore.core.schema;

/** What has happened to a write when the call that made it returns. */
public enum Durability {
  /** It is on the disk, forced: it survives power loss. The default. */
  SYNC,
  /**
   * It is with the operating system, and forced within the interval of the options: it survives a
   * killed process; power loss takes at most the last interval, always a suffix of the history and
   * never a hole in it.
   */
  INTERVAL,
  /**
   * It is with the operating system, and forced by {@code sync()} or {@code close()} only: it
   * survives a killed process.
   */
  MANUAL,
  /** It is in memory only, and gone with the process. */
  EPHEMERAL
}

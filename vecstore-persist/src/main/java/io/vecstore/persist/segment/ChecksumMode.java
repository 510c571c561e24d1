package io.vecstore.persist.segment;

/**
 * How much of a segment is verified when it is opened. The footer, the table and the file's length
 * always are.
 */
public enum ChecksumMode {
  /** Nothing more: opening costs the same for any size. */
  FAST,
  /** Small files whole; of large ones the sections of less than 1 MiB, in which structure lives. */
  DEFAULT,
  /** Every byte. */
  FULL
}

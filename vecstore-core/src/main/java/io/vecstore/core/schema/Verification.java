package io.vecstore.core.schema;

/** What is compared with its checksum when a store is opened. */
public enum Verification {
  /** What is needed to find everything else: manifest, tables, tombstones, log. */
  FAST,
  /**
   * That, every segment below 8 MiB, and every section below 1 MiB of the larger ones; after a
   * session that was not closed the rest is compared in the background.
   */
  DEFAULT,
  /** Every byte. */
  FULL
}

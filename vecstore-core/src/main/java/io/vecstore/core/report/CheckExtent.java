package io.vecstore.core.report;

/** How much of a store is checked; each includes the ones before. */
public enum CheckExtent {
  /** What an opening reads first: manifest, tables, tombstones and log. */
  QUICK,
  /**
   * The parts against each other: ids, their map, documents, vectors, graph, texts, columns, and
   * that no id is there twice.
   */
  STRUCTURE,
  /** Every byte against its checksum. */
  FULL
}

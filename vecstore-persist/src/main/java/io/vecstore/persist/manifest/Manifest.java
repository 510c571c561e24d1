package io.vecstore.persist.manifest;

import io.vecstore.persist.segment.SegmentRef;
import io.vecstore.persist.segment.TombstoneRef;
import io.vecstore.persist.wal.WalRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One committed state of a store. Immutable.
 *
 * @param generation counts the commits; names the file
 * @param storeId the store's identity, new for a copy that lives on its own
 * @param flushedLsn every record of the log up to this LSN is in the segments and tombstones; a
 *     reader of the log skips it
 * @param nextNumber larger than the number of any file that was ever written
 * @param wals the logs with records after {@code flushedLsn}, in LSN order; only the last one may
 *     be active
 * @param segments the sealed segments
 * @param schema the engine's description of what is stored
 * @param extras further bytes of the engine, by name
 */
public record Manifest(
    long generation,
    UUID storeId,
    long flushedLsn,
    long nextNumber,
    List<WalRef> wals,
    List<SegmentRef> segments,
    Blob schema,
    Map<String, Blob> extras) {

  /** Copies the collections; extras are sorted by name. */
  public Manifest {
    wals = List.copyOf(wals);
    segments = List.copyOf(segments);
    extras = java.util.Collections.unmodifiableMap(new TreeMap<>(extras));
  }

  /** Returns the first state of a new store. */
  public static Manifest first(UUID storeId, Blob schema) {
    return new Manifest(1, storeId, 0, 1, List.of(), List.of(), schema, Map.of());
  }

  /** Returns whether the store was closed, or never written to: no log is active. */
  public boolean clean() {
    return wals.isEmpty() || wals.getLast().sealed();
  }

  /** Returns the names of all files that this state needs. */
  public List<String> fileNames() {
    List<String> names = new ArrayList<>();
    wals.forEach(wal -> names.add(wal.fileName()));
    for (SegmentRef segment : segments) {
      names.add(segment.fileName());
      segment.tombstones().map(TombstoneRef::fileName).ifPresent(names::add);
    }
    return names;
  }

  /** Returns the state with another generation and next number: what a commit adds. */
  public Manifest numbered(long newGeneration, long newNextNumber) {
    return new Manifest(
        newGeneration, storeId, flushedLsn, newNextNumber, wals, segments, schema, extras);
  }

  /** Returns the state with another identity. */
  public Manifest withStoreId(UUID id) {
    return new Manifest(generation, id, flushedLsn, nextNumber, wals, segments, schema, extras);
  }

  /** Returns the state with other logs. */
  public Manifest withWals(List<WalRef> newWals) {
    return new Manifest(
        generation, storeId, flushedLsn, nextNumber, newWals, segments, schema, extras);
  }

  /** Returns the state with other segments, which hold everything up to {@code newFlushedLsn}. */
  public Manifest withSegments(List<SegmentRef> newSegments, long newFlushedLsn) {
    return new Manifest(
        generation, storeId, newFlushedLsn, nextNumber, wals, newSegments, schema, extras);
  }

  /** Returns the state with another schema. */
  public Manifest withSchema(Blob newSchema) {
    return new Manifest(
        generation, storeId, flushedLsn, nextNumber, wals, segments, newSchema, extras);
  }

  /** Returns the state with other extras. */
  public Manifest withExtras(Map<String, Blob> newExtras) {
    return new Manifest(
        generation, storeId, flushedLsn, nextNumber, wals, segments, schema, newExtras);
  }
}

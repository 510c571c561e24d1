package io.vecstore.persist.snapshot;

/**
 * A snapshot that is there.
 *
 * @param name as it was given
 * @param createdAt milliseconds since 1970
 * @param generation of the manifest
 * @param rows how many rows its segments have, dead ones included
 * @param bytes the length of its files; they share their place on disk with those of the store
 *     where that still has them
 */
public record SnapshotRef(String name, long createdAt, long generation, long rows, long bytes) {

  static SnapshotRef damaged(String name) {
    return new SnapshotRef(name, 0, 0, 0, 0);
  }
}

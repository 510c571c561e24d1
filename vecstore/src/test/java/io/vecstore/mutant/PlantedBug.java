package io.vecstore.mutant;

/**
 * Bugs of the protocol, each one call that is missing somewhere between the engine and the disk.
 */
enum PlantedBug {
  WRITE_NOT_FORCED("internal.store.WritePath", "log", "force"),
  SYNC_DOES_NOT_FORCE("internal.store.WritePath", "force", "force"),
  TOMBSTONES_BEFORE_THE_LOG("internal.store.Installation", "install", "force"),
  TOMBSTONES_FORGOTTEN("internal.store.Installation", "current", "hasNewTombstones"),
  THE_DEAD_OF_A_MERGE_COME_BACK("internal.store.Installation", "carryOver", "kill"),
  THE_HIDDEN_OF_A_MERGE_COME_BACK("internal.store.Installation", "carryOver", "hide"),
  COMMIT_NOT_NOTED("internal.store.Installation", "install", "committed"),
  DEATH_DOES_NOT_COUNT_AS_A_CHANGE("internal.store.SegmentState", "kill", "changed"),
  HIDING_DOES_NOT_COUNT_AS_A_CHANGE("internal.store.SegmentState", "hide", "changed"),
  SHOWING_DOES_NOT_COUNT_AS_A_CHANGE("internal.store.SegmentState", "unhide", "changed"),
  PURGE_LEAVES_THE_ROW("internal.store.SegmentState", "purge", "kill"),
  PURGE_FINDS_NOTHING("internal.store.StoreEngine", "purge", "add"),
  DEAD_ROWS_NOT_READ("internal.store.SegmentState", "sealed", "forEach", 0),
  HIDDEN_ROWS_NOT_READ("internal.store.SegmentState", "sealed", "forEach", 1),
  HIDING_NOT_REPLAYED("internal.store.StoreState", "apply", "hide"),
  DISCARDED_ALTHOUGH_COMMITTED_PERHAPS("internal.store.Sealer", "discard", "failed"),
  RESTORED_ON_DISK_ONLY("internal.store.SnapshotService", "restoreNow", "takeOver"),
  RESTORED_AND_THEN_REPLAYED("persist.StoreDirectory", "restoreSnapshot", "lastLsn"),
  RESTORED_FILES_DISCARDED("persist.StoreDirectory", "restoreSnapshot", "taken"),
  RESTORED_NAMES_NOT_SYNCED("persist.snapshot.SnapshotFiles", "relink", "syncDirectory"),
  SNAPSHOT_NAME_NOT_SYNCED("persist.snapshot.SnapshotFiles", "link", "syncDirectory", 1),
  SNAPSHOT_FILES_NOT_SYNCED("persist.snapshot.SnapshotFiles", "link", "syncDirectory", 2),
  SNAPSHOT_DELETED_IN_ANY_ORDER("persist.snapshot.SnapshotFiles", "remove", "syncDirectory"),
  FOUND_NAMES_NOT_SYNCED("persist.StoreDirectory", "removeLeftovers", "syncDirectory"),
  OLD_LOG_NOT_WRITTEN_AGAIN("persist.StoreDirectory", "finishRecovery", "relog"),
  LOG_NOT_FORCED("persist.wal.WalWriter", "force", "force"),
  NEW_LOG_NOT_SYNCED("persist.StoreLog", "create", "syncDirectory"),
  LOG_DELETED_ALTHOUGH_LISTED_PERHAPS("persist.StoreLog", "commitWals", "taken"),
  WRITING_GOES_ON_AFTER_A_FAILURE("persist.StoreDirectory", "ready", "check"),
  KEPT_FILES_DELETED("persist.Committer", "replace", "removeIf"),
  MANIFEST_NOT_FORCED("persist.manifest.ManifestFiles", "prepare", "force"),
  MANIFEST_NOT_SYNCED("persist.manifest.ManifestFiles", "publish", "syncDirectory"),
  SEGMENT_NOT_FORCED("persist.segment.SegmentWriter", "write", "force"),
  SEGMENT_NOT_SYNCED("persist.segment.SegmentWriter", "write", "syncDirectory"),
  TOMBSTONES_NOT_FORCED("persist.segment.TombstoneFile", "write", "force"),
  TOMBSTONES_NOT_SYNCED("persist.segment.TombstoneFile", "write", "syncDirectory");

  private final String owner;
  private final LeftOutCall call;

  PlantedBug(String owner, String method, String callee) {
    this(owner, method, callee, 0);
  }

  PlantedBug(String owner, String method, String callee, int occurrence) {
    this.owner = "io.vecstore." + owner;
    this.call = new LeftOutCall(method, callee, occurrence);
  }

  /** Returns the engine with the bug, for one use. */
  MutantLoader plant() {
    return new MutantLoader(owner, call);
  }
}

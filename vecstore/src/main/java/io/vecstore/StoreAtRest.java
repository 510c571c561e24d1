package io.vecstore;

import io.vecstore.core.analysis.TextAnalysis;
import io.vecstore.core.report.CheckExtent;
import io.vecstore.core.report.CheckReport;
import io.vecstore.core.report.RepairReport;
import io.vecstore.core.schema.Schema;
import io.vecstore.internal.care.Salvage;
import io.vecstore.internal.care.StructureCheck;
import io.vecstore.internal.disk.StoreDisk;
import io.vecstore.internal.thread.OnOwnThread;
import io.vecstore.persist.StoreBackup;
import io.vecstore.persist.check.StoreRepair;
import io.vecstore.persist.fs.StoreFs;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * The files of a store that nobody has open, or of a backup: are they well, and what can be saved
 * of them? Nothing here changes them, and nothing happens by itself: a repair writes to a new
 * directory, and says what it had to leave behind. Safe to share between threads.
 *
 * {@snippet file="Tour.java" region="restore"}
 */
public final class StoreAtRest {

  private final StoreFs files;
  private final TextAnalysis analysis;

  private StoreAtRest(StoreFs files, TextAnalysis analysis) {
    this.files = files;
    this.analysis = analysis;
  }

  /** Names a directory; neither looks at it nor creates it. */
  public static StoreAtRest in(Path directory) {
    return new StoreAtRest(StoreDisk.at(directory), TextAnalysis.none());
  }

  /**
   * Returns the same files, whose text is analysed by what the application brings, as {@link
   * io.vecstore.core.schema.OpenOptions#analysis} has it. {@link #check} of a store with tokenizers
   * of its own, and {@link #salvage}, need them.
   */
  public StoreAtRest analyzing(TextAnalysis own) {
    return new StoreAtRest(files, own);
  }

  /**
   * Checks the store with its snapshots. Of a store that is being written meanwhile it may report
   * what is just happening as leftovers.
   *
   * @return what was found; of a directory without a store that it cannot be read
   */
  public CheckReport check(CheckExtent extent) {
    return OnOwnThread.call("vecstore-check", () -> StructureCheck.run(files, extent, analysis));
  }

  /**
   * Saves what is intact into a new store, with an identity of its own. A segment whose vectors,
   * ids, documents or tombstones are damaged is left behind whole, the log from its first damage
   * on.
   *
   * @param target a missing or empty directory
   * @return what was saved and what was not; the caller accepts its loss
   * @throws io.vecstore.core.error.CorruptStoreException if the manifest is damaged: then {@link
   *     #salvage}, or restore a snapshot or a backup
   * @throws io.vecstore.core.error.AlreadyExistsException if the target holds anything
   */
  public RepairReport repair(Path target) {
    StoreFs to = StoreDisk.at(target);
    return OnOwnThread.call(
        "vecstore-repair", () -> StoreRepair.run(files, to, new SecureRandom()));
  }

  /**
   * Saves what can be read into a new store, when there is no manifest any more that says what
   * belongs together: of each id the version that was written last. What was deleted shortly before
   * may come back, for it is the manifest that knows.
   *
   * @param target a missing or empty directory
   * @param schema the one that the store was created with
   * @return what was saved and what was not; the caller accepts its loss
   * @throws io.vecstore.core.error.NotAStoreException if there is nothing that could be saved, or
   *     the target holds something else
   * @throws io.vecstore.core.error.AlreadyExistsException if the target holds a store
   */
  public RepairReport salvage(Path target, Schema schema) {
    return OnOwnThread.call("vecstore-salvage", () -> Salvage.run(files, target, schema, analysis));
  }

  /**
   * Makes a new store, with an identity of its own, of a backup; every byte of it is verified.
   *
   * @param target a missing or empty directory
   * @throws io.vecstore.core.error.NotAStoreException if this is no backup, or the target holds
   *     something else
   * @throws io.vecstore.core.error.AlreadyExistsException if the target holds a store
   * @throws io.vecstore.core.error.CorruptStoreException if a file of the backup is damaged; the
   *     target holds no store then
   */
  public void restore(Path target) {
    StoreFs to = StoreDisk.at(target);
    OnOwnThread.call(
        "vecstore-restore",
        () -> {
          StoreBackup.restore(files, to, new SecureRandom());
          return true;
        });
  }
}

package io.vecstore.persist.check;

import io.vecstore.core.error.AlreadyExistsException;
import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.StorageException;
import io.vecstore.core.report.RepairReport;
import io.vecstore.core.schema.Verification;
import io.vecstore.core.spi.LongWork;
import io.vecstore.persist.StoreDirectory;
import io.vecstore.persist.StoreIdentity;
import io.vecstore.persist.fs.FileCopy;
import io.vecstore.persist.fs.FileReaper;
import io.vecstore.persist.fs.StorageErrors;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.Manifest;
import io.vecstore.persist.manifest.ManifestFiles;
import io.vecstore.persist.segment.SegmentFile;
import io.vecstore.persist.segment.SegmentRef;
import io.vecstore.persist.segment.TombstoneFile;
import io.vecstore.persist.wal.WalLayout;
import io.vecstore.persist.wal.WalReader;
import io.vecstore.persist.wal.WalRecord;
import io.vecstore.persist.wal.WalRef;
import io.vecstore.persist.wal.WalWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Saves what is intact of a damaged store into a new one, with an identity of its own. The damaged
 * store is not touched, and nothing here happens by itself: what is left behind was acknowledged,
 * and the one who calls this accepts its loss.
 *
 * <p>A segment whose primary sections or tombstones are damaged is left behind whole: without its
 * tombstones deleted rows would come back. A segment with a damaged derived section is saved; it
 * opens without that section. The log is saved up to its first damage.
 */
public final class StoreRepair {

  private final StoreFs source;
  private final StoreFs target;
  private final RandomGenerator random;
  private final List<SegmentRef> saved = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();
  private final List<WalRecord> records = new ArrayList<>();
  private long lostRows;
  private String lostLog = "";

  private StoreRepair(StoreFs source, StoreFs target, RandomGenerator random) {
    this.source = source;
    this.target = target;
    this.random = random;
  }

  /**
   * Repairs a store that nobody has open.
   *
   * @param target a missing or empty directory
   * @param random makes the new identity
   * @throws CorruptStoreException if the manifest is damaged: then restore a snapshot or a backup
   * @throws AlreadyExistsException if the target holds anything
   */
  public static RepairReport run(StoreFs source, StoreFs target, RandomGenerator random) {
    try {
      return new StoreRepair(source, target, random).run();
    } catch (IOException failure) {
      throw StorageErrors.of("repairing " + source.origin(), target.origin(), failure);
    }
  }

  private RepairReport run() throws IOException {
    Manifest manifest =
        ManifestFiles.latest(source)
            .orElseThrow(() -> new CorruptStoreException(source.origin(), -1, "no manifest"));
    if (!target.list("").isEmpty() || StoreDirectory.exists(target)) {
      throw new AlreadyExistsException("directory", target.origin());
    }
    target.createDirectory("");
    long all = manifest.segments().stream().mapToLong(SegmentRef::bytes).sum();
    LongWork told = LongWork.begin("saving " + source.origin(), "bytes", all);
    for (SegmentRef segment : manifest.segments()) {
      save(segment);
      told.advance(segment.bytes());
    }
    told.end();
    for (WalRef wal : manifest.wals()) {
      if (lostLog.isEmpty()) {
        collect(wal, manifest.flushedLsn());
      }
    }
    UUID id = new UUID(random.nextLong(), random.nextLong());
    new StoreIdentity(id, System.currentTimeMillis()).write(target);
    List<WalRef> wals = records.isEmpty() ? List.of() : List.of(relog(manifest.nextNumber(), id));
    Manifest repaired =
        manifest
            .withStoreId(id)
            .withWals(wals)
            .withSegments(saved, manifest.flushedLsn())
            .numbered(manifest.generation() + 1, manifest.nextNumber() + 1);
    target.syncDirectory("");
    ManifestFiles.prepare(target, repaired);
    ManifestFiles.publish(target, repaired.generation());
    return new RepairReport(saved.size(), lost, lostRows, records.size(), lostLog);
  }

  private void save(SegmentRef segment) throws IOException {
    try {
      FileReaper reaper = new FileReaper(source, Runnable::run);
      SegmentFile.open(source, reaper, segment, Verification.FULL).release();
      if (segment.tombstones().isPresent()) {
        TombstoneFile.read(source, segment.tombstones().get(), segment.rows());
      }
    } catch (IOException | StorageException damage) {
      lost.add(segment.fileName() + ": " + damage.getMessage());
      lostRows += segment.rows();
      return;
    }
    FileCopy.copy(source, segment.fileName(), target, segment.fileName());
    if (segment.tombstones().isPresent()) {
      String tombstones = segment.tombstones().get().fileName();
      FileCopy.copy(source, tombstones, target, tombstones);
    }
    saved.add(segment);
  }

  private void collect(WalRef wal, long flushedLsn) {
    long expected = records.isEmpty() ? flushedLsn + 1 : records.getLast().lsn() + 1;
    if (wal.firstLsn() > expected) {
      lostLog = wal.fileName() + ": records are missing before LSN " + wal.firstLsn();
      return;
    }
    try {
      WalReader.read(source, wal, record -> keep(record, flushedLsn));
    } catch (IOException | StorageException damage) {
      lostLog = wal.fileName() + ": " + damage.getMessage();
    }
  }

  private void keep(WalRecord record, long flushedLsn) {
    if (record.lsn() > flushedLsn) {
      records.add(record);
    }
  }

  private WalRef relog(long number, UUID id) throws IOException {
    long bytes = records.stream().mapToLong(record -> record.operation().recordBytes()).sum();
    long salt = random.nextLong();
    long length = WalLayout.HEADER_BYTES + bytes;
    WalRef ref = WalRef.active(number, salt, length, records.getFirst().lsn());
    try (WalWriter writer = WalWriter.create(target, ref, id)) {
      for (WalRecord record : records) {
        writer.append(List.of(record.operation()));
      }
      return writer.seal();
    }
  }
}

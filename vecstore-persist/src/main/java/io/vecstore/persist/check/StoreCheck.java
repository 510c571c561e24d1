package io.vecstore.persist.check;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.StorageException;
import io.vecstore.core.report.CheckReport;
import io.vecstore.core.report.Finding;
import io.vecstore.core.report.Finding.Severity;
import io.vecstore.core.schema.Verification;
import io.vecstore.core.spi.LongWork;
import io.vecstore.persist.StoreFiles;
import io.vecstore.persist.StoreIdentity;
import io.vecstore.persist.fs.FileReaper;
import io.vecstore.persist.fs.NestedFs;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.Manifest;
import io.vecstore.persist.manifest.ManifestFiles;
import io.vecstore.persist.segment.SegmentFile;
import io.vecstore.persist.segment.SegmentRef;
import io.vecstore.persist.segment.TombstoneFile;
import io.vecstore.persist.wal.WalReader;
import io.vecstore.persist.wal.WalRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares a store with its checksums and with itself. Changes nothing, takes no lock. Of a store
 * that is being written it may report what is just happening as leftovers; check a pinned state or
 * a snapshot then.
 */
public final class StoreCheck {

  private final StoreFs fs;
  private final boolean full;
  private final List<Finding> findings = new ArrayList<>();
  private int files;
  private long bytes;

  private StoreCheck(StoreFs fs, boolean full) {
    this.fs = fs;
    this.full = full;
  }

  /**
   * Checks a store with its snapshots, or a snapshot's directory.
   *
   * @param full whether every byte is read; otherwise only what an opening reads first: manifest,
   *     tables, tombstones, logs
   */
  public static CheckReport run(StoreFs fs, boolean full) {
    StoreCheck check = new StoreCheck(fs, full);
    check.store();
    return new CheckReport(check.findings, check.files, check.bytes);
  }

  private void store() {
    Optional<Manifest> manifest = Optional.empty();
    try {
      Optional<StoreIdentity> identity = StoreIdentity.read(fs);
      manifest = ManifestFiles.latest(fs);
      if (identity.isEmpty() || manifest.isEmpty()) {
        String missing = identity.isEmpty() ? StoreIdentity.FILE : "MANIFEST";
        add(Severity.UNREADABLE, fs.origin() + "/" + missing, "the file is missing");
      } else if (!identity.get().storeId().equals(manifest.get().storeId())) {
        add(Severity.UNREADABLE, fs.origin(), "STORE and MANIFEST are of different stores");
      }
      files += 2;
    } catch (IOException | StorageException unreadable) {
      add(Severity.UNREADABLE, fs.origin(), String.valueOf(unreadable.getMessage()));
    }
    manifest.ifPresent(this::state);
    snapshots();
  }

  private void state(Manifest manifest) {
    long all = manifest.segments().stream().mapToLong(SegmentRef::bytes).sum();
    LongWork told = LongWork.begin("reading " + fs.origin(), "bytes", all);
    for (SegmentRef ref : manifest.segments()) {
      segment(ref);
      told.advance(ref.bytes());
    }
    told.end();
    long lsn = manifest.flushedLsn();
    for (WalRef wal : manifest.wals()) {
      lsn = log(wal, lsn);
    }
    try {
      for (String name : StoreFiles.unlisted(fs.list(""), manifest)) {
        add(
            Severity.WARNING,
            fs.origin() + "/" + name,
            "no manifest names it; it goes when the store is opened");
      }
    } catch (IOException failure) {
      add(Severity.DAMAGE, fs.origin(), "cannot be listed: " + failure.getMessage());
    }
  }

  private void segment(SegmentRef ref) {
    attempt(ref.fileName(), () -> verify(ref));
    ref.tombstones()
        .ifPresent(
            tombstones ->
                attempt(
                    tombstones.fileName(),
                    () -> {
                      TombstoneFile.read(fs, tombstones, ref.rows());
                      bytes += tombstones.bytes();
                    }));
  }

  private void verify(SegmentRef ref) throws IOException {
    FileReaper reaper = new FileReaper(fs, Runnable::run);
    SegmentFile file = SegmentFile.open(fs, reaper, ref, Verification.FAST);
    try {
      if (full) {
        bytes += ref.bytes();
        for (CorruptStoreException damage : file.verify()) {
          boolean derived = file.isDerived(section(damage.file()));
          Severity severity = derived ? Severity.REBUILDABLE : Severity.DAMAGE;
          add(severity, damage.file(), String.valueOf(damage.getMessage()));
        }
      }
    } finally {
      file.release();
    }
  }

  private static String section(String fileAndSection) {
    return fileAndSection.substring(
        fileAndSection.lastIndexOf('[') + 1, fileAndSection.length() - 1);
  }

  private long log(WalRef wal, long lsnBefore) {
    long[] lsn = {lsnBefore};
    attempt(
        wal.fileName(),
        () -> {
          if (wal.firstLsn() > lsnBefore + 1) {
            add(Severity.DAMAGE, wal.fileName(), "records are missing after LSN " + lsnBefore);
          }
          WalReader.Replay replay = WalReader.read(fs, wal, record -> lsn[0] = record.lsn());
          bytes += replay.end();
          if (replay.droppedBytes() > 0) {
            String torn = replay.droppedBytes() + " bytes of a write that was not finished";
            add(Severity.WARNING, fs.origin() + "/" + wal.fileName(), torn);
          }
        });
    return Math.max(lsnBefore, lsn[0]);
  }

  private void snapshots() {
    try {
      for (String name : fs.list("snapshots")) {
        StoreFs snapshot = new NestedFs(fs, "snapshots/" + name);
        if (ManifestFiles.newest(snapshot.list("")) == 0) {
          add(Severity.WARNING, snapshot.origin(), "a snapshot that was not finished");
        } else {
          CheckReport report = run(snapshot, full);
          findings.addAll(report.findings());
          files += report.files();
          bytes += report.bytes();
        }
      }
    } catch (IOException failure) {
      add(Severity.DAMAGE, fs.origin() + "/snapshots", "cannot be listed: " + failure.getMessage());
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private void attempt(String name, Step step) {
    files++;
    try {
      step.run();
    } catch (CorruptStoreException damage) {
      add(Severity.DAMAGE, damage.file(), String.valueOf(damage.getMessage()));
    } catch (IOException | StorageException failure) {
      String file = fs.origin() + "/" + name;
      add(Severity.DAMAGE, file, "cannot be read: " + failure.getMessage());
    }
  }

  private void add(Severity severity, String file, String detail) {
    findings.add(new Finding(severity, file, detail));
  }
}

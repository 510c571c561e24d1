package io.vecstore.internal.care;

import io.vecstore.core.analysis.TextAnalysis;
import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.StorageException;
import io.vecstore.core.error.VecStoreException;
import io.vecstore.core.report.CheckExtent;
import io.vecstore.core.report.CheckReport;
import io.vecstore.core.report.Finding;
import io.vecstore.core.report.Finding.Severity;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.Verification;
import io.vecstore.core.spi.LongWork;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.index.score.SearchCounters;
import io.vecstore.internal.operation.OperationCodec;
import io.vecstore.internal.segment.SealedSegment;
import io.vecstore.internal.segment.SegmentContext;
import io.vecstore.internal.store.SchemaCodec;
import io.vecstore.persist.check.StoreCheck;
import io.vecstore.persist.fs.FileReaper;
import io.vecstore.persist.fs.NestedFs;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.Manifest;
import io.vecstore.persist.manifest.ManifestFiles;
import io.vecstore.persist.segment.SegmentFile;
import io.vecstore.persist.segment.SegmentRef;
import io.vecstore.persist.segment.TombstoneFile;
import io.vecstore.persist.segment.Tombstones;
import io.vecstore.persist.wal.WalReader;
import io.vecstore.persist.wal.WalRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads every part of a store and compares it with the others: what a checksum cannot tell. A
 * document must be found by its id, be readable, and be there once; the graph must lead somewhere;
 * a record of the log must be a write.
 */
public final class StructureCheck {

  private static final int SEARCHES = 64;

  private final StoreFs fs;
  private final TextAnalysis analysis;
  private final List<Finding> findings;
  private final Set<String> live = new HashSet<>();

  private StructureCheck(StoreFs fs, TextAnalysis analysis, List<Finding> findings) {
    this.fs = fs;
    this.analysis = analysis;
    this.findings = findings;
  }

  /** Checks a store with its snapshots, or a backup. Takes no lock and changes nothing. */
  public static CheckReport run(StoreFs fs, CheckExtent extent, TextAnalysis analysis) {
    CheckReport bytes = StoreCheck.run(fs, extent == CheckExtent.FULL);
    if (extent == CheckExtent.QUICK || bytes.has(Severity.UNREADABLE)) {
      return bytes;
    }
    List<Finding> findings = new ArrayList<>(bytes.findings());
    new StructureCheck(fs, analysis, findings).store();
    try {
      for (String name : fs.list("snapshots")) {
        new StructureCheck(new NestedFs(fs, "snapshots/" + name), analysis, findings).store();
      }
    } catch (IOException listedBefore) {
      // The check of the bytes has reported it.
    }
    return new CheckReport(findings.stream().distinct().toList(), bytes.files(), bytes.bytes());
  }

  private void store() {
    try {
      Manifest manifest = ManifestFiles.latest(fs).orElse(null);
      if (manifest == null) {
        return; // reported: an unfinished snapshot, or worse
      }
      Schema schema = SchemaCodec.decode(manifest.schema().toArray(), fs.origin());
      SegmentContext context = SegmentContext.of(schema, analysis);
      for (SegmentRef ref : manifest.segments()) {
        attempt(ref.fileName(), () -> segment(ref, context));
      }
      for (WalRef wal : manifest.wals()) {
        attempt(wal.fileName(), () -> log(wal));
      }
    } catch (IOException | VecStoreException unreadable) {
      add(Severity.UNREADABLE, fs.origin(), String.valueOf(unreadable.getMessage()));
    }
  }

  private void log(WalRef wal) throws IOException {
    WalReader.read(
        fs,
        wal,
        record ->
            OperationCodec.decode(
                record.payload(), fs.origin() + "/" + wal.fileName() + ", record " + record.lsn()));
  }

  private void segment(SegmentRef ref, SegmentContext context) throws IOException {
    Tombstones tombstones =
        ref.tombstones().isPresent()
            ? TombstoneFile.read(fs, ref.tombstones().get(), ref.rows())
            : Tombstones.NONE;
    SegmentFile file =
        SegmentFile.open(fs, new FileReaper(fs, Runnable::run), ref, Verification.FAST);
    try {
      SealedSegment segment = new SealedSegment(file, context);
      segment.rebuilt().forEach(what -> add(Severity.REBUILDABLE, file.origin(), what));
      LongWork told = LongWork.begin("comparing " + file.origin(), "rows", segment.rows());
      for (int row = 0; row < segment.rows(); row++) {
        row(segment, row, !tombstones.dead().contains(row));
        told.advance(1);
      }
      searches(segment);
    } finally {
      file.release();
    }
  }

  private void row(SealedSegment segment, int row, boolean alive) {
    String id = segment.document(row).id();
    if (segment.find(id, segment.rows()) != row) {
      damage(segment, "row " + row + " is not found by its id \"" + id + "\"");
    }
    if (alive && !live.add(id)) {
      damage(segment, "row " + row + " is a second document with the id \"" + id + "\"");
    }
  }

  /** A graph whose rows lead nowhere, or out of the segment, shows when it is walked. */
  private void searches(SealedSegment segment) {
    int step = Math.max(1, segment.rows() / SEARCHES);
    for (int row = 0; row < segment.rows(); row += step) {
      TopOrdinals top = new TopOrdinals(1);
      segment.index().search(segment.vector(row), 0, null, top, new SearchCounters());
      if (top.count() == 0) {
        damage(segment, "a search for the vector of row " + row + " finds nothing");
      }
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private void attempt(String name, Step step) {
    try {
      step.run();
    } catch (CorruptStoreException damage) {
      add(Severity.DAMAGE, damage.file(), String.valueOf(damage.getMessage()));
    } catch (IOException | StorageException failure) {
      add(Severity.DAMAGE, fs.origin() + "/" + name, "cannot be read: " + failure.getMessage());
    }
  }

  private void damage(SealedSegment segment, String detail) {
    add(Severity.DAMAGE, segment.file().origin(), detail);
  }

  private void add(Severity severity, String file, String detail) {
    findings.add(new Finding(severity, file, detail));
  }
}

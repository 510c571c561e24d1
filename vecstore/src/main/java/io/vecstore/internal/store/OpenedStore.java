package io.vecstore.internal.store;

import io.vecstore.core.analysis.TextAnalysis;
import io.vecstore.core.error.NotAStoreException;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.Verification;
import io.vecstore.core.spi.LongWork;
import io.vecstore.internal.operation.OperationCodec;
import io.vecstore.internal.segment.SegmentContext;
import io.vecstore.persist.DirectoryOptions;
import io.vecstore.persist.RecoveryReport;
import io.vecstore.persist.SealedSegment;
import io.vecstore.persist.StoreDirectory;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.Blob;
import io.vecstore.persist.segment.SegmentFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A store as it is found on disk: its segments open, its log replayed. After a crash this is where
 * everything acknowledged comes back.
 *
 * @param fs where it is
 * @param directory its files, locked
 * @param context what its segments have in common
 * @param state its segments and tombstones
 * @param found how it was
 * @param files how its files are opened
 */
record OpenedStore(
    StoreFs fs,
    StoreDirectory directory,
    SegmentContext context,
    StoreState state,
    Found found,
    DirectoryOptions files) {

  /** After so many writes it is told how far the replay is. */
  private static final int TOLD = 1_000;

  /**
   * How a store was when it was opened.
   *
   * @param clean whether the session before was closed
   * @param findings what was amiss and dealt with, a sentence each
   */
  record Found(boolean clean, List<String> findings) {}

  /**
   * Opens a store, and creates it where there is none and a schema is given.
   *
   * @throws NotAStoreException if there is none and no schema
   */
  static OpenedStore open(
      StoreFs fs, Optional<Schema> schema, DirectoryOptions files, TextAnalysis analysis) {
    StoreDirectory directory =
        schema.isPresent() && !StoreDirectory.exists(fs)
            ? create(fs, SegmentContext.of(schema.get(), analysis), files)
            : StoreDirectory.open(fs, files);
    boolean complete = false;
    try {
      OpenedStore opened = read(fs, directory, schema, files, analysis);
      complete = true;
      return opened;
    } finally {
      if (!complete) {
        directory.close();
      }
    }
  }

  /**
   * Resolves the analysis before anything is written: a store whose schema cannot be used should
   * not exist.
   */
  private static StoreDirectory create(
      StoreFs fs, SegmentContext context, DirectoryOptions options) {
    return StoreDirectory.create(fs, Blob.of(SchemaCodec.encode(context.schema())), options);
  }

  private static OpenedStore read(
      StoreFs fs,
      StoreDirectory directory,
      Optional<Schema> schema,
      DirectoryOptions files,
      TextAnalysis analysis) {
    Schema stored = SchemaCodec.decode(directory.manifest().schema().toArray(), fs.origin());
    schema.ifPresent(asked -> SchemaCodec.requireSame(stored, asked, fs.origin()));
    SegmentContext context = SegmentContext.of(stored, analysis);
    StoreState state = new StoreState(context, directory.manifest().flushedLsn());
    boolean complete = false;
    try {
      LongWork opening =
          LongWork.begin("opening segments", "segments", directory.segments().size());
      for (SealedSegment segment : directory.segments()) {
        state.add(SegmentState.sealed(segment.file(), context, segment.tombstones()));
        opening.advance(1);
      }
      LongWork told = LongWork.begin("replaying the log", "writes", 0);
      RecoveryReport report =
          directory.replay(
              record -> {
                state.apply(
                    OperationCodec.decode(
                        record.payload(), fs.origin() + ", log record " + record.lsn()),
                    record.lsn());
                if (record.lsn() % TOLD == 0) {
                  told.advance(TOLD);
                }
              });
      told.end();
      complete = true;
      Found found = new Found(report.clean(), findings(report, state));
      return new OpenedStore(fs, directory, context, state, found, files);
    } finally {
      if (!complete) {
        directory.segments().forEach(segment -> segment.file().release());
      }
    }
  }

  private static List<String> findings(RecoveryReport report, StoreState state) {
    List<String> findings = new ArrayList<>();
    if (report.droppedBytes() > 0) {
      findings.add(
          "dropped " + report.droppedBytes() + " bytes of a torn write at the end of the log");
    }
    report.damagedSections().forEach(section -> findings.add(section + " is damaged: left out"));
    for (SegmentState segment : state.segments()) {
      if (segment.segment() instanceof io.vecstore.internal.segment.SealedSegment sealed) {
        sealed.rebuilt().forEach(what -> findings.add(what + ": made again in memory"));
      }
    }
    return List.copyOf(findings);
  }

  /** Returns the files whose bytes were not all verified by opening them. */
  List<SegmentFile> unverified() {
    return files.checksums() == Verification.DEFAULT && !found.clean()
        ? directory.segments().stream()
            .map(SealedSegment::file)
            .filter(file -> !file.verified())
            .toList()
        : List.of();
  }

  /** Lets the segments and the directory go; on the writer thread. */
  void close() {
    state.segments().forEach(segment -> segment.segment().release());
    directory.close();
  }
}

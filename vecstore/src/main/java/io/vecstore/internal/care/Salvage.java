package io.vecstore.internal.care;

import io.vecstore.core.analysis.TextAnalysis;
import io.vecstore.core.error.AlreadyExistsException;
import io.vecstore.core.error.NotAStoreException;
import io.vecstore.core.error.StorageException;
import io.vecstore.core.model.Document;
import io.vecstore.core.report.RepairReport;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.OpenOptions;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.spi.LongWork;
import io.vecstore.internal.disk.StoreDisk;
import io.vecstore.internal.operation.Operation;
import io.vecstore.internal.operation.OperationCodec;
import io.vecstore.internal.segment.SealedSegment;
import io.vecstore.internal.segment.SegmentContext;
import io.vecstore.internal.store.StoreEngine;
import io.vecstore.persist.StoreDirectory;
import io.vecstore.persist.check.StrayFiles;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.segment.SegmentFile;
import io.vecstore.persist.segment.Tombstones;
import io.vecstore.persist.wal.WalRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Saves the documents of a store that has lost its manifest into a new store. Without it nobody
 * knows which files belong together, so every file is read, and of each id the write with the
 * highest LSN counts: first the rows of the segments, then the records of the logs in their order.
 */
public final class Salvage {

  private static final int BATCH = 1_000;

  private final StrayFiles files;
  private final SegmentContext context;
  private final TextAnalysis analysis;
  private final Map<String, Version> newest = new HashMap<>();
  private final List<SealedSegment> segments = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();
  private long records;
  private String lostLog = "";

  /** Where the last write of an id is: in a row of a segment, or in a record. */
  private record Version(
      long lsn, int segment, int ordinal, Optional<Document> logged, Optional<Long> hiddenAt) {

    Version hidden(Optional<Long> time) {
      return new Version(lsn, segment, ordinal, logged, time);
    }
  }

  private Salvage(StrayFiles files, Schema schema, TextAnalysis analysis) {
    this.files = files;
    this.context = SegmentContext.of(schema, analysis);
    this.analysis = analysis;
  }

  /** Salvages; {@link io.vecstore.StoreAtRest#salvage} has the contract. */
  public static RepairReport run(
      StoreFs source, Path target, Schema schema, TextAnalysis analysis) {
    StrayFiles files = new StrayFiles(source);
    if (files.segments().isEmpty() && files.logs().isEmpty()) {
      throw new NotAStoreException(source.origin(), "neither segments nor logs are there");
    }
    if (StoreDirectory.exists(StoreDisk.at(target))) {
      throw new AlreadyExistsException("store", target.toString());
    }
    Salvage salvage = new Salvage(files, schema, analysis);
    try {
      return salvage.run(target);
    } finally {
      salvage.segments.forEach(SealedSegment::release);
    }
  }

  private RepairReport run(Path target) {
    LongWork told = LongWork.begin("reading segments", "segments", files.segments().size());
    for (long number : files.segments()) {
      segment(number);
      told.advance(1);
    }
    logged().forEach(this::replay);
    OpenOptions options = OpenOptions.defaults().durability(Durability.MANUAL).analysis(analysis);
    StoreEngine store = StoreEngine.open(target, Optional.of(context.schema()), options);
    try {
      write(store);
    } finally {
      store.close();
    }
    return new RepairReport(segments.size(), lost, 0, records, lostLog);
  }

  private void segment(long number) {
    try {
      int rows = rows(number);
      Tombstones tombstones = files.tombstones(number, rows);
      SealedSegment segment = open(number, rows);
      segments.add(segment);
      for (int row = 0; row < rows; row++) {
        if (!tombstones.dead().contains(row)) {
          Optional<Long> hidden =
              tombstones.soft().contains(row)
                  ? Optional.of(tombstones.softTime(row))
                  : Optional.empty();
          row(segment, row, hidden);
        }
      }
    } catch (StorageException damage) {
      lost.add("segment " + number + ": " + damage.getMessage());
    }
  }

  private int rows(long number) {
    SegmentFile file = files.open(number, 0);
    try {
      return SealedSegment.rows(file);
    } finally {
      file.release();
    }
  }

  private SealedSegment open(long number, int rows) {
    SegmentFile file = files.open(number, rows);
    boolean opened = false;
    try {
      SealedSegment segment = new SealedSegment(file, context);
      opened = true;
      return segment;
    } finally {
      if (!opened) {
        file.release();
      }
    }
  }

  private void row(SealedSegment segment, int row, Optional<Long> hidden) {
    long lsn = segment.row(row).lsn();
    Version found = new Version(lsn, segments.indexOf(segment), row, Optional.empty(), hidden);
    newest.merge(segment.id(row), found, (a, b) -> b.lsn() >= a.lsn() ? b : a);
  }

  private List<WalRecord> logged() {
    List<WalRecord> all = new ArrayList<>();
    for (long log : files.logs()) {
      try {
        files.records(log, all::add);
      } catch (StorageException damage) {
        lostLog = lostLog.isEmpty() ? String.valueOf(damage.getMessage()) : lostLog;
      }
    }
    all.sort(Comparator.comparingLong(WalRecord::lsn));
    return all;
  }

  private void replay(WalRecord record) {
    records++;
    long lsn = record.lsn();
    for (Operation operation : OperationCodec.decode(record.payload(), "log record " + lsn)) {
      switch (operation) {
        case Operation.Put(Document document) -> put(document, lsn);
        case Operation.Delete(String id) -> newest.computeIfPresent(id, (k, v) -> gone(v, lsn));
        case Operation.Purge(String id) ->
            newest.computeIfPresent(id, (k, v) -> v.hiddenAt().isPresent() ? gone(v, lsn) : v);
        case Operation.Hide(String id, long time) ->
            newest.computeIfPresent(id, (k, v) -> v.lsn() <= lsn ? v.hidden(Optional.of(time)) : v);
        case Operation.Unhide(String id) ->
            newest.computeIfPresent(id, (k, v) -> v.lsn() <= lsn ? v.hidden(Optional.empty()) : v);
      }
    }
  }

  private void put(Document document, long lsn) {
    Version logged = new Version(lsn, -1, -1, Optional.of(document), Optional.empty());
    newest.merge(document.id(), logged, (a, b) -> b.lsn() > a.lsn() ? b : a);
  }

  private static @Nullable Version gone(Version version, long lsn) {
    return version.lsn() <= lsn ? null : version;
  }

  private void write(StoreEngine store) {
    List<Operation> batch = new ArrayList<>();
    LongWork told = LongWork.begin("writing what was saved", "documents", newest.size());
    newest.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<String, Version> entry) -> entry.getValue().lsn())
                .thenComparing(Map.Entry::getKey))
        .forEach(
            entry -> {
              Version version = entry.getValue();
              batch.add(new Operation.Put(document(version)));
              told.advance(1);
              version
                  .hiddenAt()
                  .ifPresent(time -> batch.add(new Operation.Hide(entry.getKey(), time)));
              if (batch.size() >= BATCH) {
                store.write(List.copyOf(batch));
                batch.clear();
              }
            });
    if (!batch.isEmpty()) {
      store.write(List.copyOf(batch));
    }
  }

  private Document document(Version version) {
    return version
        .logged()
        .orElseGet(() -> segments.get(version.segment()).document(version.ordinal()));
  }
}

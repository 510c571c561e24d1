package io.vecstore.persist;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.Manifest;
import io.vecstore.persist.wal.WalReader;
import io.vecstore.persist.wal.WalRecord;
import io.vecstore.persist.wal.WalRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the logs of a manifest hold. Reads only; so it may be done any number of times, and a crash
 * during it changes nothing.
 *
 * @param sealed the sealed logs
 * @param unsealed the records of the log that was active, which have to move to a new file
 * @param replayed how many records were handed out
 * @param lastLsn the LSN of the newest record, or of the newest flushed one
 * @param droppedBytes the length of a torn write at the end
 */
record Recovery(
    List<WalRef> sealed, List<WalRecord> unsealed, long replayed, long lastLsn, long droppedBytes) {

  /** Hands all records that are not flushed yet to the sink, in LSN order. */
  static Recovery replay(StoreFs fs, Manifest manifest, Consumer<WalRecord> sink)
      throws IOException {
    Replaying replaying = new Replaying(manifest.flushedLsn(), sink);
    long dropped = 0;
    for (WalRef wal : manifest.wals()) {
      if (wal.firstLsn() > replaying.lastLsn + 1) {
        String gap = "it starts at LSN " + wal.firstLsn() + ", after " + replaying.lastLsn;
        throw new CorruptStoreException(fs.origin() + "/" + wal.fileName(), 40, gap);
      }
      replaying.keep = !wal.sealed();
      dropped += WalReader.read(fs, wal, replaying).droppedBytes();
    }
    List<WalRef> sealed = manifest.wals().stream().filter(WalRef::sealed).toList();
    return new Recovery(sealed, replaying.kept, replaying.count, replaying.lastLsn, dropped);
  }

  private static final class Replaying implements Consumer<WalRecord> {

    private final Consumer<WalRecord> sink;
    private final List<WalRecord> kept = new ArrayList<>();
    private boolean keep;
    private long lastLsn;
    private long count;

    Replaying(long flushedLsn, Consumer<WalRecord> sink) {
      this.lastLsn = flushedLsn;
      this.sink = sink;
    }

    @Override
    public void accept(WalRecord record) {
      if (record.lsn() <= lastLsn) {
        return;
      }
      lastLsn = record.lsn();
      count++;
      if (keep) {
        kept.add(record);
      }
      sink.accept(record);
    }
  }
}

package io.vecstore.internal.quota;

import io.vecstore.core.error.QuotaExceededException;
import io.vecstore.core.model.Document;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.model.MetadataCodec;
import io.vecstore.core.tenant.Quotas;
import io.vecstore.internal.operation.Operation;
import io.vecstore.internal.segment.StoredRow;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts the documents and bytes of a namespace and holds them below its limits. The count is
 * derived: what the store holds at its opening plus what each write changes, so that it cannot
 * differ from a recount, whatever crash came between. A count that was kept when the store was last
 * closed is believed if the store is at the same write still.
 */
public final class RowBudget implements WriteGuard {

  private static final long GONE = -1;

  private final String namespace;
  private final int vectorBytes;
  private final Supplier<Quotas> quotas;
  private @Nullable Counted kept; // until it was looked at

  /** The bytes of each id that the group has touched, or {@link #GONE}. */
  private final Map<String, Long> pending = new HashMap<>();

  private long vectors;
  private long bytes;
  private volatile Counted settled = Counted.NOTHING; // written by the writer thread

  /**
   * Creates a budget.
   *
   * @param namespace named in an error
   * @param dimension of every vector
   * @param quotas asked anew for each write
   * @param kept what was counted when the store was closed, if that is known
   */
  public RowBudget(
      String namespace, int dimension, Supplier<Quotas> quotas, @Nullable Counted kept) {
    this.namespace = namespace;
    this.vectorBytes = 4 * dimension;
    this.quotas = quotas;
    this.kept = kept;
  }

  /** Returns what the store holds after the last write. Any thread. */
  public Counted counted() {
    return settled;
  }

  @Override
  public void start(KeptRows rows) {
    Counted known = kept;
    kept = null; // a snapshot that is restored later holds something else
    vectors = rows.keptCount();
    if (known != null && known.lsn() == rows.lsn() && known.vectors() == vectors) {
      bytes = known.bytes();
    } else {
      bytes = 0;
      rows.forEachKept(row -> bytes += sizeOf(row));
    }
    settle(rows.lsn());
  }

  @Override
  public void admit(List<Operation> operations, KeptRows rows) {
    Map<String, Long> touched = new HashMap<>();
    long moreVectors = 0;
    long moreBytes = 0;
    for (Operation operation : operations) {
      String id = operation.id();
      long before = before(id, touched, rows);
      long after =
          switch (operation) {
            case Operation.Put(Document document) -> sizeOf(document);
            case Operation.Delete _ -> GONE;
            case Operation.Purge _ -> rows.isHidden(id) ? GONE : before;
            case Operation.Hide _, Operation.Unhide _ -> before;
          };
      touched.put(id, after);
      moreVectors += (after == GONE ? 0 : 1) - (before == GONE ? 0 : 1);
      moreBytes += Math.max(after, 0) - Math.max(before, 0);
    }
    Quotas limits = quotas.get();
    require("maxVectors", limits.maxVectors(), vectors, moreVectors);
    require("maxStorageBytes", limits.maxStorageBytes(), bytes, moreBytes);
    pending.putAll(touched);
    vectors += moreVectors;
    bytes += moreBytes;
  }

  private void require(String limit, long allowed, long used, long more) {
    if (more > 0 && used + more > allowed) {
      throw new QuotaExceededException(namespace, limit, allowed, used + more);
    }
  }

  private long before(String id, Map<String, Long> touched, KeptRows rows) {
    Long known = touched.get(id);
    if (known == null) {
      known = pending.get(id);
    }
    return known != null ? known : rows.kept(id).map(this::sizeOf).orElse(GONE);
  }

  private long sizeOf(Document document) {
    return sizeOf(document.metadata(), document.text().orElse(null));
  }

  private long sizeOf(StoredRow row) {
    return sizeOf(row.metadata(), row.text());
  }

  private long sizeOf(Metadata metadata, @Nullable String text) {
    int textBytes = text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    return Quotas.ROW_OVERHEAD
        + vectorBytes
        + MetadataCodec.encode(metadata).length
        + (long) textBytes;
  }

  @Override
  public void settle(long lsn) {
    pending.clear();
    settled = new Counted(lsn, vectors, bytes);
  }

  @Override
  public void forget() {
    pending.clear();
    vectors = settled.vectors();
    bytes = settled.bytes();
  }
}

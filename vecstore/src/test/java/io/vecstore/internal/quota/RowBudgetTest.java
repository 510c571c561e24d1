package io.vecstore.internal.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vecstore.core.model.Document;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.OpenOptions;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.tenant.Quotas;
import io.vecstore.internal.operation.Operation;
import io.vecstore.internal.store.StoreEngine;
import io.vecstore.persist.fs.MemFs;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was counted when a store was closed is believed only where nothing has happened since. */
@Tag("once")
class RowBudgetTest {

  private static final Schema SCHEMA = Schema.of(2, Metric.EUCLIDEAN);
  private static final long ROW = Quotas.ROW_OVERHEAD + 8 + size(Metadata.empty()) + 4;

  private final MemFs fs = new MemFs();

  private static int size(Metadata metadata) {
    return io.vecstore.core.model.MetadataCodec.encode(metadata).length;
  }

  /** Opens the store with what somebody says it held, writes, and returns what is counted then. */
  private Counted session(@Nullable Counted kept, String... ids) {
    RowBudget budget = new RowBudget("t", 2, Quotas::unlimited, kept);
    StoreEngine engine = StoreEngine.open(fs, Optional.of(SCHEMA), OpenOptions.defaults(), budget);
    for (String id : ids) {
      engine.write(List.of(new Operation.Put(Document.of(id, 1, 2).withText("four"))));
    }
    Counted counted = budget.counted();
    engine.close();
    return counted;
  }

  @Test
  void aStaleCountIsNotBelieved() {
    Counted old = session(null, "a", "b");
    Counted now = session(old, "c");
    assertEquals(3, now.vectors());
    assertEquals(3 * ROW, now.bytes());

    // As after a crash: the catalog still has the count of the session before the last.
    assertEquals(now, session(old));
    // The same number of documents by chance: the write tells them apart.
    assertEquals(now, session(new Counted(old.lsn(), now.vectors(), 1)));
    // The same write, another number of documents.
    assertEquals(now, session(new Counted(now.lsn(), 99, 1)));
    assertEquals(now, session(new Counted(-1, 0, 0)));
  }

  @Test
  void aCountOfTheSameWriteIsBelieved() {
    Counted now = session(null, "a", "b");
    Counted marked = new Counted(now.lsn(), now.vectors(), 12_345);
    assertEquals(marked, session(marked)); // not counted again, which would cost the rows' reading
  }
}

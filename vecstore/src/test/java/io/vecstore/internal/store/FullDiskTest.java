package io.vecstore.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vecstore.core.error.DiskFullException;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.OpenOptions;
import io.vecstore.core.schema.Schema;
import io.vecstore.internal.operation.Operation;
import io.vecstore.internal.quota.WriteGuard;
import io.vecstore.persist.DirectoryOptions;
import io.vecstore.persist.fs.MemFs;
import io.vecstore.persist.fs.NoSpaceException;
import io.vecstore.persist.fs.StoreFs;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A disk without room for one more file. */
class FullDiskTest {

  private static final Schema SCHEMA = Schema.of(2, Metric.EUCLIDEAN);

  private final AtomicBoolean full = new AtomicBoolean();
  private final StoreFs disk = disk(new MemFs());

  /** Creates no file while it is full; the log has its whole length from its first moment. */
  private StoreFs disk(StoreFs memory) {
    return (StoreFs)
        Proxy.newProxyInstance(
            StoreFs.class.getClassLoader(),
            new Class<?>[] {StoreFs.class},
            (proxy, method, arguments) -> {
              if (full.get() && method.getName().equals("createNew")) {
                throw new NoSpaceException("No space left on device", null);
              }
              try {
                return method.invoke(memory, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }

  private StoreEngine open() {
    DirectoryOptions files = DirectoryOptions.withBackground(Runnable::run).withWals(8192, 16384);
    return StoreEngine.open(
        disk,
        Optional.of(SCHEMA),
        OpenOptions.defaults().durability(Durability.SYNC).compaction(false),
        files,
        WriteGuard.none(),
        () -> {});
  }

  private static void put(StoreEngine store, int i) {
    store.write(List.of(new Operation.Put(Document.of("d" + i, i, i))));
  }

  private static int delete(StoreEngine store, int i) {
    return store.write(List.of(new Operation.Delete("d" + i)));
  }

  private static int fill(StoreEngine store) {
    int written = 0;
    while (true) {
      try {
        put(store, written);
        written++;
      } catch (DiskFullException expected) {
        return written;
      }
    }
  }

  @Test
  void aFullDiskTakesDeletionsAndReadsAndHealsByItself() {
    StoreEngine store = open();
    put(store, 0);
    full.set(true);
    int written = fill(store);
    for (int i = 0; i < 8; i++) {
      assertEquals(1, delete(store, i), "deletion " + i);
    }
    assertThrows(DiskFullException.class, () -> put(store, 1_000));
    assertEquals(written - 8, store.reader().count());
    assertEquals(List.of("d8"), store.reader().search(Query.nearest(8, 8).topK(1)).ids());
    full.set(false);
    put(store, 1_000);
    store.close();
    StoreEngine again = open();
    assertEquals(written - 7, again.reader().count());
    assertEquals(List.of("d8"), again.reader().search(Query.nearest(0, 0).topK(1)).ids());
    again.close();
  }
}

package io.vecstore.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.OpenOptions;
import io.vecstore.core.schema.Schema;
import io.vecstore.internal.operation.Operation;
import io.vecstore.internal.quota.WriteGuard;
import io.vecstore.persist.DirectoryOptions;
import io.vecstore.persist.fs.MemFs;
import io.vecstore.persist.fs.StoreFs;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A disk on which the files of some merges cannot be made. */
class MergeFailureTest {

  private static final Schema SCHEMA =
      Schema.of(2, Metric.EUCLIDEAN).indexedBy(IndexSpec.hnsw().exactBelow(8));

  private final AtomicInteger segmentsThatSucceed = new AtomicInteger(Integer.MAX_VALUE);

  private StoreFs disk(StoreFs memory) {
    return (StoreFs)
        Proxy.newProxyInstance(
            StoreFs.class.getClassLoader(),
            new Class<?>[] {StoreFs.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("createNew")
                  && String.valueOf(arguments[0]).endsWith(".vseg")
                  && segmentsThatSucceed.getAndDecrement() <= 0) {
                throw new IOException("planted");
              }
              try {
                return method.invoke(memory, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }

  @Test
  void aMergeThatFailsInTheBackgroundIsReportedUntilOneSucceeds() {
    StoreEngine store =
        StoreEngine.open(
            disk(new MemFs()),
            Optional.of(SCHEMA),
            OpenOptions.defaults().segmentRows(16),
            DirectoryOptions.withBackground(Runnable::run).withWals(8192, 16384),
            WriteGuard.none(),
            () -> {});
    segmentsThatSucceed.set(1); // the one that is sealed; not the one with the graph
    for (int i = 0; i < 17; i++) {
      store.write(List.of(new Operation.Put(Document.of("d" + i, i, i))));
    }
    Awaitility.await().until(() -> !store.findings().isEmpty());
    assertEquals(1, store.findings().size(), store.findings()::toString);
    assertTrue(store.findings().getFirst().contains("planted"), store.findings()::toString);
    assertEquals(List.of("d3"), store.reader().search(Query.nearest(3, 3).topK(1)).ids());

    segmentsThatSucceed.set(Integer.MAX_VALUE);
    store.optimize();
    assertEquals(List.of(), store.findings());
    store.close();
  }
}

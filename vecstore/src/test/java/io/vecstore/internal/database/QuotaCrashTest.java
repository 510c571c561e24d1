package io.vecstore.internal.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.QuotaExceededException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.model.MetadataCodec;
import io.vecstore.core.schema.DatabaseOptions;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.OpenOptions;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.tenant.NamespaceProfile;
import io.vecstore.core.tenant.Quotas;
import io.vecstore.core.tenant.Usage;
import io.vecstore.internal.operation.Operation;
import io.vecstore.internal.store.StoreEngine;
import io.vecstore.persist.DirectoryOptions;
import io.vecstore.persist.fs.PowerLoss;
import io.vecstore.persist.fs.SimFs;
import io.vecstore.persist.fs.StoreFs;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sixteen threads race for the last places of a namespace, and in the middle of it the power goes
 * or the process is killed: what is opened then is counted as a recount counts, holds no more than
 * it may, and all that was acknowledged.
 */
@Tag("once")
class QuotaCrashTest {

  private static final int THREADS = 16;
  private static final int WRITES = 12;
  private static final Schema SCHEMA = Schema.of(2, Metric.EUCLIDEAN).indexedBy(IndexSpec.flat());

  private static Database open(StoreFs fs) {
    DirectoryOptions files = DirectoryOptions.withBackground(Runnable::run).withWals(8192, 16384);
    OpenOptions options = OpenOptions.defaults().compaction(false).buildThreads(1).segmentRows(40);
    return Database.open(
        fs,
        DatabaseOptions.defaults().openNamespaces(1).stores(_ -> options),
        (place, schema, guard) -> StoreEngine.open(place, schema, options, files, guard, () -> {}));
  }

  @Test
  void thirtyRacesThatEndInACrash() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    for (int round = 0; round < 30; round++) {
      race(seed + round, round);
    }
  }

  private static void race(long seed, int round) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    int limit = random.nextInt(5, 80);
    int crashAfter = random.nextInt(THREADS * WRITES / 2);
    Quotas quotas = Quotas.unlimited().maxVectors(limit);
    SimFs disk = new SimFs();
    Semaphore acknowledged = new Semaphore(0);
    List<String> sure = new ArrayList<>(); // guarded by itself
    SimFs image;
    List<String> before;
    try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
      Database database = open(disk);
      try {
        NamespaceProfile profile = NamespaceProfile.of("n", database.clock().instant());
        TenantAccess namespace = database.createNamespace(SCHEMA, profile.limitedTo(quotas));
        List<Future<Boolean>> writers =
            IntStream.range(0, THREADS)
                .mapToObj(
                    thread ->
                        pool.submit(
                            () -> write(namespace, thread, random.split(), acknowledged, sure)))
                .toList();
        acknowledged.acquire(crashAfter);
        synchronized (sure) {
          before = List.copyOf(sure);
        }
        image =
            round % 2 == 0
                ? disk.afterKill()
                : disk.afterPowerLoss(PowerLoss.Kind.values()[0], seed);
        for (Future<Boolean> writer : writers) {
          assertTrue(writer.get());
        }
        counted(database, limit, List.of(), seed);
      } finally {
        database.close();
      }
    }
    Database survivor = open(image);
    try {
      counted(survivor, limit, before, seed);
    } finally {
      survivor.close();
    }
    Database again = open(image);
    try {
      counted(again, limit, before, seed);
    } finally {
      again.close();
    }
  }

  /** Each thread adds documents of its own, and now and then deletes or replaces one of them. */
  private static boolean write(
      TenantAccess namespace,
      int thread,
      SplittableRandom random,
      Semaphore acknowledged,
      List<String> sure) {
    for (int i = 0; i < WRITES; i++) {
      String id = "t" + thread + "-" + i;
      try {
        Document document = Document.of(id, thread, i).withText("x".repeat(random.nextInt(30)));
        switch (random.nextInt(4)) {
          case 0 -> {
            namespace.write(List.of(new Operation.Put(document)));
            namespace.write(List.of(new Operation.Delete(id)));
          }
          case 1 ->
              namespace.write(
                  List.of(
                      new Operation.Put(document),
                      new Operation.Put(Document.of(id + "b", i, 1)),
                      new Operation.Hide(id + "b", 1)));
          default -> {
            namespace.write(List.of(new Operation.Put(document)));
            synchronized (sure) {
              sure.add(id);
            }
          }
        }
      } catch (QuotaExceededException full) {
        assertEquals("maxVectors", full.limit());
      }
      acknowledged.release();
    }
    return true;
  }

  private static void counted(Database database, int limit, List<String> sure, long seed) {
    TenantAccess namespace = database.namespace("n");
    Usage usage = namespace.usage();
    String at = "seed " + seed + ", " + usage;
    namespace.read(
        engine -> {
          long hidden = engine.hidden().size();
          assertEquals(engine.reader().count() + hidden, usage.vectors(), at);
          for (String id : sure) {
            assertTrue(engine.reader().get(id).isPresent(), () -> id + " is lost, " + at);
          }
          long bytes = 0;
          try (Stream<Document> all = engine.reader().scan(Filter.everything())) {
            bytes =
                all.mapToLong(
                        document ->
                            Quotas.ROW_OVERHEAD
                                + 8
                                + MetadataCodec.encode(document.metadata()).length
                                + document.text().orElse("").length())
                    .sum();
          }
          long hiddenBytes =
              hidden * (Quotas.ROW_OVERHEAD + 8 + MetadataCodec.encode(Metadata.empty()).length);
          assertEquals(bytes + hiddenBytes, usage.storageBytes(), at);
          return true;
        });
    assertTrue(usage.vectors() <= limit, at);
  }
}

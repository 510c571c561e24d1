package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.AlreadyExistsException;
import io.vecstore.core.error.NotFoundException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.tenant.NamespaceStatus;
import io.vecstore.core.tenant.NamespaceStatusException;
import io.vecstore.core.tenant.Quotas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A copy holds what the other held, and neither sees what becomes of the other. */
@Tag("once")
class CopiesTest {

  private static final Schema SCHEMA =
      Schema.of(2, Metric.EUCLIDEAN).indexedBy(IndexSpec.hnsw().exactBelow(300));

  @TempDir Path folder;

  private VecDatabase database(boolean onDisk) {
    return onDisk ? VecDatabase.open(folder.resolve("db")) : VecDatabase.inMemory();
  }

  private static List<Document> documents() {
    return IntStream.range(0, 800)
        .mapToObj(i -> Document.of("d" + i, i, i % 9).withText("word" + i % 7))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCollectionIsCopiedWithAllItHolds(boolean onDisk) {
    try (VecDatabase database = database(onDisk)) {
      VecStore from = database.create("from", SCHEMA);
      from.ingest(documents().stream());
      from.optimize();
      from.upsert("d1", new float[] {1, 2}, Map.of("new", true));
      from.delete("d2");
      from.softDelete("d3");
      List<Document> before = all(from);
      VecStore copy = database.copy("from", "copy");
      assertEquals(before, all(copy));
      assertEquals(from.deleted(), copy.deleted());
      Query query = Query.hybrid(new float[] {3, 4}, "word3").topK(20);
      assertEquals(from.search(query).ids(), copy.search(query).ids());
      assertTrue(copy.restore("d3"));
      copy.deleteWhere("new = true");
      from.upsert("later", new float[] {0, 0}, Map.of());
      from.optimize();
      assertEquals(before.size(), all(copy).size(), "one came back, one was deleted");
      assertTrue(copy.get("later").isEmpty() && from.get("d1").isPresent());
      database.drop("from");
      copy.optimize();
      assertEquals(before.size(), all(copy).size());
    }
  }

  private static List<Document> all(VecReader reader) {
    try (Stream<Document> all = reader.scan(Filter.everything())) {
      return all.sorted(java.util.Comparator.comparing(Document::id)).toList();
    }
  }

  @Test
  void aCopyIsThereWhenTheDatabaseIsOpenedAgain() throws IOException {
    try (VecDatabase database = database(true)) {
      database.create("from", SCHEMA).ingest(documents().stream());
      database.copy("from", "copy").delete("d0");
    }
    try (VecDatabase database = database(true)) {
      assertEquals(List.of("copy", "from"), database.list());
      assertEquals(800, database.get("from").count());
      assertEquals(799, database.get("copy").count());
      database.drop("from");
    }
    try (VecDatabase database = database(true)) {
      assertEquals(799, database.get("copy").count());
    }
    try (Stream<Path> stores = Files.list(folder.resolve("db/stores"))) {
      assertEquals(1, stores.count());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aNamespaceIsCopiedWithItsQuotasAndItsCount(boolean onDisk) {
    try (VecDatabase database = database(onDisk)) {
      Namespaces namespaces = database.namespaces();
      Quotas quotas = Quotas.unlimited().maxVectors(801);
      Namespace from =
          namespaces.create("from", SCHEMA, p -> p.limitedTo(quotas).described("the first"));
      from.batch(batch -> documents().forEach(batch::upsert));
      from.setStatus(NamespaceStatus.READ_ONLY);
      Namespace copy = namespaces.copy("from", "copy");
      assertEquals(all(from), all(copy));
      assertEquals("the first", copy.profile().description());
      assertEquals(NamespaceStatus.ACTIVE, copy.profile().status());
      assertEquals(800, copy.usage().vectors());
      assertEquals(from.usage().storageBytes(), copy.usage().storageBytes());
      copy.upsert("one more", new float[] {0, 0}, Map.of());
      assertThrows(
          io.vecstore.core.error.QuotaExceededException.class,
          () -> copy.upsert("too many", new float[] {0, 0}, Map.of()));
      from.setStatus(NamespaceStatus.SUSPENDED);
      assertThrows(NamespaceStatusException.class, () -> namespaces.copy("from", "other"));
    }
  }

  @Test
  void aNameThatIsTakenOrNobodyHasIsRefused() {
    try (VecDatabase database = database(false)) {
      database.create("a", SCHEMA);
      database.create("b", SCHEMA);
      assertThrows(AlreadyExistsException.class, () -> database.copy("a", "b"));
      assertThrows(NotFoundException.class, () -> database.copy("none", "c"));
      assertThrows(NotFoundException.class, () -> database.namespaces().copy("none", "c"));
      assertEquals(List.of("a", "b"), database.list());
    }
  }
}

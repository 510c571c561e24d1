package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.AlreadyExistsException;
import io.vecstore.core.error.DimensionMismatchException;
import io.vecstore.core.error.FilterSyntaxException;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.error.NotAStoreException;
import io.vecstore.core.error.NotFoundException;
import io.vecstore.core.error.SchemaMismatchException;
import io.vecstore.core.error.StoreClosedException;
import io.vecstore.core.error.StoreLockedException;
import io.vecstore.core.error.VecStoreException;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything a caller can get wrong: a typed error that says what was expected, and an unchanged
 * store.
 */
class BadInputTest {

  private static final float[] GOOD = {1, 2, 3};

  private static Arguments row(
      String name,
      Class<? extends VecStoreException> type,
      String message,
      Consumer<VecStore> call) {
    return Arguments.of(name, type, message, call);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        row(
            "short vector",
            DimensionMismatchException.class,
            "dimension 2, expected 3 (document \"a1\")",
            s -> s.upsert(Document.of("a1", 1, 2))),
        row(
            "long vector",
            DimensionMismatchException.class,
            "dimension 4, expected 3",
            s -> s.upsert(Document.of("a1", 1, 2, 3, 4))),
        row(
            "no vector",
            InvalidInputException.class,
            "dimension 0",
            s -> s.upsert(Document.of("a1"))),
        row(
            "NaN",
            InvalidInputException.class,
            "component 1 is NaN",
            s -> s.upsert(Document.of("a1", 1, Float.NaN, 3))),
        row(
            "infinity",
            InvalidInputException.class,
            "component 2 is Infinity",
            s -> s.upsert(Document.of("a1", 1, 2, Float.POSITIVE_INFINITY))),
        row(
            "zero vector",
            InvalidInputException.class,
            "cosine",
            s -> s.upsert(Document.of("a1", 0, 0, 0))),
        row(
            "zero query",
            InvalidInputException.class,
            "cosine",
            s -> s.search(Query.nearest(0, 0, 0))),
        row(
            "short query",
            DimensionMismatchException.class,
            "dimension 2, expected 3 (query)",
            s -> s.search(Query.nearest(1, 2))),
        row(
            "NaN query",
            InvalidInputException.class,
            "component 0 is NaN",
            s -> s.search(Query.nearest(Float.NaN, 1, 2))),
        row(
            "k of 0",
            InvalidInputException.class,
            "k 0 is outside",
            s -> s.search(Query.nearest(GOOD).topK(0))),
        row(
            "k of -1",
            InvalidInputException.class,
            "k -1 is outside",
            s -> s.search(Query.nearest(GOOD).topK(-1))),
        row(
            "huge k",
            InvalidInputException.class,
            "outside",
            s -> s.search(Query.nearest(GOOD).topK(Integer.MAX_VALUE))),
        row(
            "ef of 0",
            InvalidInputException.class,
            "ef 0 is outside",
            s -> s.search(Query.nearest(GOOD).ef(0))),
        row(
            "NaN threshold",
            InvalidInputException.class,
            "minScore",
            s -> s.search(Query.nearest(GOOD).minScore(Float.NaN))),
        row(
            "empty id",
            InvalidInputException.class,
            "id is empty",
            s -> s.upsert(Document.of("", GOOD))),
        row(
            "long id",
            InvalidInputException.class,
            "at most 1024",
            s -> s.upsert(Document.of("x".repeat(1025), GOOD))),
        row(
            "long id in UTF-8",
            InvalidInputException.class,
            "at most 1024",
            s -> s.upsert(Document.of("ä".repeat(513), GOOD))),
        row(
            "lone surrogate in id",
            InvalidInputException.class,
            "surrogate",
            s -> s.upsert(Document.of("a\ud800", GOOD))),
        row(
            "lone surrogate in text",
            InvalidInputException.class,
            "surrogate",
            s -> s.upsert(Document.of("a1", GOOD).withText("\udc00 x"))),
        row(
            "unknown metadata type",
            InvalidInputException.class,
            "when",
            s -> s.upsert("a1", GOOD, Map.of("when", new StringBuilder()))),
        row(
            "NaN in metadata",
            InvalidInputException.class,
            "price",
            s -> s.upsert("a1", GOOD, Map.of("price", Double.NaN))),
        row(
            "filter that cannot be read",
            FilterSyntaxException.class,
            "^",
            s -> s.search(Query.nearest(GOOD).where("price ~= 'x' AND a = 1"))),
        row("filter with a tail", FilterSyntaxException.class, "^", s -> s.count("a = 1 b = 2")),
        row(
            "filter without value",
            InvalidInputException.class,
            ":y",
            s -> s.search(Query.nearest(GOOD).where("year > :y", Map.of()))),
        row("empty id in delete", InvalidInputException.class, "id is empty", s -> s.delete("")),
        row(
            "unknown snapshot to open",
            NotFoundException.class,
            "no snapshot \"gone\"",
            s -> s.snapshots().open("gone")),
        row(
            "unknown snapshot to restore",
            NotFoundException.class,
            "no snapshot \"gone\"",
            s -> s.snapshots().restore("gone")),
        row(
            "unknown snapshot to delete",
            NotFoundException.class,
            "no snapshot \"gone\"",
            s -> s.snapshots().delete("gone")),
        row(
            "snapshot twice",
            AlreadyExistsException.class,
            "snapshot \"here\" exists",
            s -> s.snapshots().create("here")),
        row(
            "snapshot above",
            InvalidInputException.class,
            "../up",
            s -> s.snapshots().create("../up")),
        row(
            "snapshot absolute",
            InvalidInputException.class,
            "/etc",
            s -> s.snapshots().create("/etc")),
        row(
            "snapshot with backslash",
            InvalidInputException.class,
            "a\\b",
            s -> s.snapshots().create("a\\b")),
        row(
            "snapshot with device name",
            InvalidInputException.class,
            "CON",
            s -> s.snapshots().create("CON")),
        row(
            "snapshot without name",
            InvalidInputException.class,
            "",
            s -> s.snapshots().create("")),
        row(
            "open a path as snapshot",
            InvalidInputException.class,
            "../../x",
            s -> s.snapshots().open("../../x")),
        row(
            "delete a path as snapshot",
            InvalidInputException.class,
            "..",
            s -> s.snapshots().delete("..")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void aMistakeIsATypedErrorAndChangesNothing(
      String name,
      Class<? extends VecStoreException> type,
      String message,
      Consumer<VecStore> call,
      @TempDir Path temp) {
    try (VecStore store = VecStore.open(temp.resolve("store"), Schema.of(3, Metric.COSINE))) {
      store.upsert(Document.of("kept", GOOD).withText("kept text").withMetadata(Map.of("a", 1)));
      store.snapshots().create("here");
      VecStoreException error = assertThrows(type, () -> call.accept(store));
      assertTrue(error.getMessage().contains(message), error.getMessage());
      assertEquals(1, store.count());
      assertEquals("kept text", store.get("kept").orElseThrow().text().orElseThrow());
      assertEquals(1, store.snapshots().list().size());
      store.upsert(Document.of("after", GOOD));
      assertEquals(2, store.count());
    }
  }

  @Test
  void oneBadDocumentLeavesTheWholeBatchOut() {
    try (VecStore store = VecStore.inMemory(Schema.of(3, Metric.COSINE))) {
      assertThrows(
          DimensionMismatchException.class,
          () ->
              store.batch(
                  b -> b.upsert(Document.of("a", GOOD)).upsert(Document.of("b", 1)).delete("a")));
      assertThrows(
          IllegalStateException.class,
          () ->
              store.batch(
                  b -> {
                    b.upsert(Document.of("a", GOOD));
                    throw new IllegalStateException("changed my mind");
                  }));
      assertEquals(0, store.count());
    }
  }

  @Test
  void aClosedStoreSaysSo(@TempDir Path temp) {
    VecStore store = VecStore.open(temp.resolve("store"), Schema.of(3, Metric.COSINE));
    store.upsert(Document.of("a", GOOD));
    store.close();
    store.close();
    assertThrows(StoreClosedException.class, () -> store.upsert(Document.of("b", GOOD)));
    assertThrows(StoreClosedException.class, () -> store.search(Query.nearest(GOOD)));
    assertThrows(StoreClosedException.class, () -> store.get("a"));
    assertThrows(StoreClosedException.class, store::count);
    assertThrows(StoreClosedException.class, () -> store.scan("TRUE"));
    assertThrows(StoreClosedException.class, store::sync);
    assertThrows(StoreClosedException.class, store::optimize);
    assertThrows(StoreClosedException.class, () -> store.snapshots().create("x"));
  }

  @Test
  void aStoreIsOpenOnceAndTheErrorNamesTheHolder(@TempDir Path temp) throws IOException {
    Path directory = temp.resolve("store");
    try (VecStore store = VecStore.open(directory, Schema.of(3, Metric.COSINE))) {
      StoreLockedException error =
          assertThrows(StoreLockedException.class, () -> VecStore.open(directory));
      assertTrue(
          error.getMessage().contains(Long.toString(ProcessHandle.current().pid())),
          error.getMessage());
      Path alias = Files.createSymbolicLink(temp.resolve("alias"), directory);
      assertThrows(StoreLockedException.class, () -> VecStore.open(alias));
      assertEquals(0, store.count());
    }
    VecStore.open(directory).close();
  }

  @Test
  void whatIsNotAStoreIsLeftAlone(@TempDir Path temp) throws IOException {
    assertThrows(NotAStoreException.class, () -> VecStore.open(temp.resolve("nothing")));
    assertTrue(Files.notExists(temp.resolve("nothing")));
    Path other = Files.createDirectory(temp.resolve("other"));
    Files.writeString(other.resolve("letter.txt"), "not yours");
    assertThrows(NotAStoreException.class, () -> VecStore.open(other));
    assertThrows(NotAStoreException.class, () -> VecStore.open(other, Schema.of(3, Metric.COSINE)));
    assertThrows(
        NotAStoreException.class,
        () -> VecStore.open(other.resolve("letter.txt"), Schema.of(3, Metric.COSINE)));
    try (Stream<Path> files = Files.list(other)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void anotherSchemaIsRefused(@TempDir Path temp) {
    Path directory = temp.resolve("store");
    VecStore.open(directory, Schema.of(3, Metric.COSINE)).close();
    SchemaMismatchException error =
        assertThrows(
            SchemaMismatchException.class,
            () -> VecStore.open(directory, Schema.of(4, Metric.COSINE)));
    assertTrue(error.getMessage().contains("dimension"), error.getMessage());
    assertThrows(
        SchemaMismatchException.class,
        () -> VecStore.open(directory, Schema.of(3, Metric.DOT_PRODUCT)));
    try (VecStore store = VecStore.open(directory)) {
      assertEquals(Schema.of(3, Metric.COSINE), store.schema());
    }
  }
}

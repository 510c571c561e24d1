package io.vecstore.junit;

import io.vecstore.VecStore;
import io.vecstore.core.model.Document;
import io.vecstore.core.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A store for each test: opened before it, with the documents that all tests share, closed and gone
 * after it. Small stores are searched exactly, so that a test sees the same ranking in every run.
 *
 * <p>Register it in a field, not a static one; take the store as a parameter of the test, or from
 * {@link #store()}:
 *
 * {@snippet :
 * @RegisterExtension
 * final StoreFixture fixture =
 *     StoreFixture.inMemory(Schema.of(2, Metric.COSINE)).with(Document.of("a", 1, 0));
 *
 * @Test
 * void findsTheNearest(VecStore store) {
 *   assertEquals(List.of("a"), store.search(Query.nearest(1, 0)).ids());
 * }
 * }
 */
public final class StoreFixture
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private final Schema schema;
  private final boolean onDisk;
  private final List<Document> documents;
  private @Nullable Path directory;
  private @Nullable VecStore store;

  private StoreFixture(Schema schema, boolean onDisk, List<Document> documents) {
    this.schema = schema;
    this.onDisk = onDisk;
    this.documents = documents;
  }

  /** Returns a fixture whose stores live in memory. */
  public static StoreFixture inMemory(Schema schema) {
    return new StoreFixture(schema, false, List.of());
  }

  /** Returns a fixture whose stores live in a temporary directory, and can be reopened. */
  public static StoreFixture onDisk(Schema schema) {
    return new StoreFixture(schema, true, List.of());
  }

  /** Returns a copy whose stores start with more documents. */
  public StoreFixture with(Document... more) {
    return new StoreFixture(
        schema, onDisk, Stream.concat(documents.stream(), Stream.of(more)).toList());
  }

  /**
   * Returns the store of the test that runs.
   *
   * @throws IllegalStateException if no test runs
   */
  public VecStore store() {
    VecStore current = store;
    if (current == null) {
      throw new IllegalStateException("no test runs: is the fixture a @RegisterExtension field?");
    }
    return current;
  }

  /**
   * Closes the store and opens it again, as after a restart.
   *
   * @return the store, with all that was written
   * @throws IllegalStateException if the fixture is in memory, or no test runs
   */
  public VecStore reopen() {
    Path place = directory;
    if (place == null) {
      throw new IllegalStateException("there is no directory to reopen: use StoreFixture.onDisk");
    }
    store().close();
    VecStore reopened = VecStore.open(place);
    store = reopened;
    return reopened;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    Path place = onDisk ? Files.createTempDirectory("vecstore-fixture") : null;
    VecStore opened =
        place == null ? VecStore.inMemory(schema) : VecStore.open(place.resolve("store"), schema);
    opened.batch(batch -> documents.forEach(batch::upsert));
    directory = place == null ? null : place.resolve("store");
    store = opened;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Optional.ofNullable(store).ifPresent(VecStore::close);
    Optional.ofNullable(directory).map(Path::getParent).ifPresent(StoreFixture::delete);
    store = null;
    directory = null;
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(StoreFixture::deleteOne);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == VecStore.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return store();
  }
}

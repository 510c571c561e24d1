package io.vecstore;

import io.vecstore.core.filter.Filter;
import io.vecstore.core.filter.KnownFields;
import io.vecstore.core.kernel.Kernels;
import io.vecstore.core.model.Document;
import io.vecstore.core.model.FieldPath;
import io.vecstore.core.query.Explanation;
import io.vecstore.core.query.HitGroup;
import io.vecstore.core.query.Hits;
import io.vecstore.core.query.Page;
import io.vecstore.core.query.Query;
import io.vecstore.core.query.ScoreExplanation;
import io.vecstore.core.report.Progress;
import io.vecstore.core.report.StoreStats;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.OpenOptions;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.spi.LongWork;
import io.vecstore.internal.operation.Operation;
import io.vecstore.internal.store.StoreEngine;
import io.vecstore.text.highlight.Snippet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A collection of documents, each with a vector, a text and metadata, that is searched by meaning,
 * by words, or both. Lives in a directory, or in memory; in this process, without a server.
 *
 * <p>Safe to share between any number of threads, virtual ones included. Calls block until they are
 * done. A write that has returned is seen by every later read, and is as durable as {@link
 * OpenOptions#durability()} says. One process at a time may have a directory open.
 *
 * {@snippet file="Tour.java" region="open"}
 */
public final class VecStore implements VecReader {

  private static final int INGEST_CHUNK = 1_000;

  private final StoreEngine engine;

  VecStore(StoreEngine engine) {
    this.engine = engine;
  }

  /**
   * Opens the store in a directory, and creates it if there is none.
   *
   * @throws io.vecstore.core.schema.SchemaMismatchException if the store was created with another
   *     schema
   * @throws io.vecstore.core.error.StoreLockedException if it is open already, here or in another
   *     process; names the holder
   * @throws io.vecstore.core.error.NotAStoreException if the directory holds something else
   * @throws io.vecstore.core.error.StorageException if the files cannot be read, or are damaged
   */
  public static VecStore open(Path directory, Schema schema) {
    return open(directory, schema, options -> options);
  }

  /**
   * Opens the store in a directory, and creates it if there is none.
   *
   * @param options changes the defaults, for example {@code o -> o.durability(Durability.INTERVAL)}
   * @throws io.vecstore.core.schema.SchemaMismatchException if the store was created with another
   *     schema
   * @throws io.vecstore.core.error.StoreLockedException if it is open already, here or in another
   *     process; names the holder
   * @throws io.vecstore.core.error.NotAStoreException if the directory holds something else
   * @throws io.vecstore.core.error.StorageException if the files cannot be read, or are damaged
   */
  public static VecStore open(Path directory, Schema schema, UnaryOperator<OpenOptions> options) {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(schema, "schema");
    return new VecStore(
        StoreEngine.open(directory, Optional.of(schema), options.apply(OpenOptions.defaults())));
  }

  /**
   * Opens a store that exists; it knows its schema.
   *
   * @throws io.vecstore.core.error.StoreLockedException if it is open already, here or in another
   *     process; names the holder
   * @throws io.vecstore.core.error.NotAStoreException if there is no store in the directory
   * @throws io.vecstore.core.error.StorageException if the files cannot be read, or are damaged
   */
  public static VecStore open(Path directory) {
    return open(directory, options -> options);
  }

  /**
   * Opens a store that exists; it knows its schema.
   *
   * @param options changes the defaults
   * @throws io.vecstore.core.error.StoreLockedException if it is open already, here or in another
   *     process; names the holder
   * @throws io.vecstore.core.error.NotAStoreException if there is no store in the directory
   * @throws io.vecstore.core.error.StorageException if the files cannot be read, or are damaged
   */
  public static VecStore open(Path directory, UnaryOperator<OpenOptions> options) {
    Objects.requireNonNull(directory, "directory");
    return new VecStore(
        StoreEngine.open(directory, Optional.empty(), options.apply(OpenOptions.defaults())));
  }

  /**
   * Creates a store in memory, for tests and for data that need not last: the same engine, no
   * files.
   */
  public static VecStore inMemory(Schema schema) {
    return inMemory(schema, options -> options);
  }

  /**
   * Creates a store in memory.
   *
   * @param options changes the defaults; the durability is none, whatever they say
   */
  public static VecStore inMemory(Schema schema, UnaryOperator<OpenOptions> options) {
    Objects.requireNonNull(schema, "schema");
    return new VecStore(StoreEngine.inMemory(schema, options.apply(OpenOptions.defaults())));
  }

  @Override
  public Schema schema() {
    return engine.schema();
  }

  /**
   * Adds a document, or replaces the one with the same id: vector, text and metadata together.
   *
   * @throws io.vecstore.core.error.DimensionMismatchException if the vector does not fit the
   *     schema; nothing is written
   * @throws io.vecstore.core.error.InvalidInputException if the vector is zero and the metric is
   *     cosine; nothing is written
   * @throws io.vecstore.core.error.StoreFailedException if an earlier write failed
   */
  public void upsert(Document document) {
    engine.write(List.of(new Operation.Put(Objects.requireNonNull(document, "document"))));
  }

  /**
   * Adds a document without text, or replaces the one with the same id.
   *
   * @param metadata strings, numbers, booleans, instants, lists and maps of these
   * @throws io.vecstore.core.error.InvalidInputException if the id, the vector or a value is not
   *     acceptable; nothing is written
   * @throws io.vecstore.core.error.StoreFailedException if an earlier write failed
   */
  public void upsert(String id, float[] vector, Map<String, ?> metadata) {
    upsert(Document.of(id, vector).withMetadata(metadata));
  }

  /**
   * Runs writes that happen together or not at all, for readers and through any crash.
   *
   * {@snippet file="Tour.java" region="batch"}
   *
   * @param writes fills the batch; if it throws, nothing is written
   * @throws io.vecstore.core.error.InvalidInputException if one document does not fit the schema;
   *     nothing is written
   * @throws io.vecstore.core.error.StoreFailedException if an earlier write failed
   */
  public void batch(Consumer<WriteBatch> writes) {
    batch(writes, engine.durability());
  }

  /**
   * Runs writes that happen together or not at all, with a durability of their own.
   *
   * @param writes fills the batch; if it throws, nothing is written
   * @param durability what this call waits for, whatever the options of the store say
   * @throws io.vecstore.core.error.InvalidInputException if one document does not fit the schema;
   *     nothing is written
   * @throws io.vecstore.core.error.StoreFailedException if an earlier write failed
   */
  public void batch(Consumer<WriteBatch> writes, Durability durability) {
    Objects.requireNonNull(writes, "writes");
    Objects.requireNonNull(durability, "durability");
    WriteBatch batch = new WriteBatch();
    writes.accept(batch);
    List<Operation> operations = batch.end();
    if (!operations.isEmpty()) {
      engine.write(operations, durability);
    }
  }

  /**
   * Adds or replaces many documents, in batches of 1,000 that are each all or nothing. Reads the
   * stream as it goes, on the caller's thread.
   *
   * @return the number of documents
   * @throws io.vecstore.core.error.InvalidInputException if one document does not fit the schema;
   *     the batches before its own stay
   */
  public long ingest(Stream<Document> documents) {
    Objects.requireNonNull(documents, "documents");
    long count = 0;
    LongWork told = LongWork.begin("adding", "documents", 0);
    List<Operation> chunk = new ArrayList<>(INGEST_CHUNK);
    for (Iterator<Document> it = documents.iterator(); it.hasNext(); ) {
      chunk.add(new Operation.Put(Objects.requireNonNull(it.next(), "document")));
      count++;
      if (chunk.size() == INGEST_CHUNK || !it.hasNext()) {
        engine.write(List.copyOf(chunk));
        told.advance(chunk.size());
        chunk.clear();
      }
    }
    return count;
  }

  /**
   * Deletes the document with an id.
   *
   * @return whether there was one
   * @throws io.vecstore.core.error.StoreFailedException if an earlier write failed
   */
  public boolean delete(String id) {
    return engine.write(List.of(new Operation.Delete(Document.checkId(id)))) > 0;
  }

  /**
   * Hides the document with an id from every read, until {@link #restore} brings it back or {@link
   * #purge} deletes it for good.
   *
   * @return whether there was one that reads could see
   * @throws io.vecstore.core.error.StoreFailedException if an earlier write failed
   */
  public boolean softDelete(String id) {
    return engine.write(
            List.of(new Operation.Hide(Document.checkId(id), System.currentTimeMillis())))
        > 0;
  }

  /**
   * Brings a softly deleted document back, as it was.
   *
   * @return whether there was one
   * @throws io.vecstore.core.error.StoreFailedException if an earlier write failed
   */
  public boolean restore(String id) {
    return engine.write(List.of(new Operation.Unhide(Document.checkId(id)))) > 0;
  }

  /**
   * Deletes the documents that pass a filter at one moment, in batches of 10,000 that are each all
   * or nothing: a crash may leave some of them.
   *
   * @return how many they were
   * @throws io.vecstore.core.error.StoreFailedException if this or an earlier write failed
   */
  public long deleteWhere(Filter filter) {
    return engine.deleteWhere(filter, Operation.Delete::new);
  }

  /**
   * Deletes the documents that pass a filter, as {@link #deleteWhere(Filter)} does, as far as the
   * time suffices: it is asked while they are looked for, and before each batch.
   *
   * @return how many they were
   * @throws io.vecstore.core.error.ReadStoppedException if the time is up first; the batches before
   *     stay deleted, and calling again goes on
   * @throws io.vecstore.core.error.InvalidInputException if the time is not above zero
   * @throws io.vecstore.core.error.StoreFailedException if this or an earlier write failed
   */
  public long deleteWhere(Filter filter, Duration within) {
    return engine.deleteWhere(filter, TimedReader.requirePositive(within));
  }

  /**
   * Tells a listener from now on how far the work in the background is, that nobody has asked for:
   * sealing, merging, building graphs. What a call does that somebody waits for, opening a store
   * included, tells who {@linkplain Progress#watch listens} around the call.
   *
   * @param listener called by several threads, one at a time for each operation; should return at
   *     once. What it throws is left aside
   */
  public void watchBackground(Consumer<Progress> listener) {
    Objects.requireNonNull(listener, "listener");
    engine.watchBackground(
        (operation, unit, done, total) -> {
          try {
            listener.accept(new Progress(operation, unit, done, total));
          } catch (RuntimeException itsOwn) {
            // The work goes on, whoever listens.
          }
        });
  }

  /** Deletes the documents that pass a filter, as {@link #deleteWhere(Filter)} does. */
  public long deleteWhere(String filter) {
    return deleteWhere(Filter.parse(filter));
  }

  /**
   * Hides the documents that pass a filter at one moment, as {@link #softDelete} does one, in
   * batches of 10,000 that are each all or nothing.
   *
   * @return how many they were
   * @throws io.vecstore.core.error.StoreFailedException if this or an earlier write failed
   */
  public long softDeleteWhere(Filter filter) {
    long now = System.currentTimeMillis();
    return engine.deleteWhere(filter, id -> new Operation.Hide(id, now));
  }

  /** Returns the ids of the softly deleted documents and when they were deleted, oldest first. */
  public Map<String, Instant> deleted() {
    return engine.hidden();
  }

  /**
   * Deletes for good what was softly deleted a while ago; {@link Duration#ZERO} for all of it. A
   * document that is replaced or deleted meanwhile is left alone.
   *
   * @return how many documents that were
   * @throws io.vecstore.core.error.StoreFailedException if an earlier write failed
   */
  public long purge(Duration olderThan) {
    Objects.requireNonNull(olderThan, "olderThan");
    return engine.purge(Instant.now().minus(olderThan));
  }

  /**
   * Returns which kernels compute the distances in this process, and why: {@code scalar} unless the
   * JVM was started with {@code --add-modules jdk.incubator.vector}. The first call in a process
   * may take a second: until the SIMD kernels are compiled, the scalar ones answer.
   */
  public static String kernel() {
    return Kernels.choice().toString();
  }

  /**
   * Forces all writes that have returned to the disk, whatever the durability.
   *
   * @return the number of writes in the store's history that survive a power loss now: its durable
   *     position
   * @throws io.vecstore.core.error.StoreFailedException if this or an earlier write failed
   */
  public long sync() {
    return engine.sync();
  }

  /**
   * Brings all documents into one sealed segment with one graph, which is the fastest to search,
   * and drops what was deleted; into several, each with its graph, where one does not fit into the
   * memory budget ({@link OpenOptions#memory}). Blocks until done; reads and writes go on
   * meanwhile. Never needed for correct answers.
   */
  public void optimize() {
    engine.optimize();
  }

  /**
   * Returns how many graphs this store has begun to build since it was opened: none for opening it,
   * whatever happened before; the compaction in the background and {@link #optimize} build them.
   */
  public long graphBuilds() {
    return engine.graphBuilds();
  }

  /**
   * Returns what opening the store found amiss and dealt with, a sentence each: a torn write at the
   * end of the log that nobody was told had succeeded, or damage to something that was made again
   * in memory. After a session that was not closed large files are read again in the background,
   * and damage in them is added here; so is, until one succeeds, that a merge in the background
   * failed. Empty for a store that is well.
   */
  public List<String> findings() {
    return engine.findings();
  }

  /**
   * Copies all that was written before the call to another directory, every byte of it verified,
   * while reads and writes go on. An earlier backup of this store is brought up to date: only what
   * is not there yet is copied. What was written, and not copied, when the copy fails or the power
   * goes: the earlier backup is still there.
   *
   * {@snippet file="Tour.java" region="backup"}
   *
   * @param directory empty, missing, or an earlier backup of this store
   * @return how many bytes were copied
   * @throws io.vecstore.core.error.AlreadyExistsException if the directory holds another store, or
   *     one that was written since it was copied
   * @throws io.vecstore.core.error.NotAStoreException if the directory holds something else
   * @throws io.vecstore.core.error.StorageException if the copy fails, or a file is damaged
   */
  public long backup(Path directory) {
    return engine.backup(directory);
  }

  /**
   * Returns how the store is now: what it holds, in how many segments, how much of it is durable.
   */
  public StoreStats stats() {
    return engine.stats();
  }

  /** Returns the snapshots of the store. */
  public Snapshots snapshots() {
    return new Snapshots(engine);
  }

  @Override
  public Optional<Document> get(String id) {
    return engine.reader().get(id);
  }

  @Override
  public long count() {
    return engine.reader().count();
  }

  @Override
  public long count(Filter filter) {
    return engine.reader().count(filter);
  }

  @Override
  public Hits search(Query query) {
    return engine.reader().search(query);
  }

  @Override
  public List<HitGroup> groups(Query query, String field, int perGroup) {
    return engine.reader().groups(query, FieldPath.parse(field), perGroup);
  }

  @Override
  public Page page(Query query, Optional<String> after) {
    return engine.reader().page(query, after);
  }

  @Override
  public Hits recommend(List<String> like, List<String> unlike, UnaryOperator<Query> options) {
    return engine.reader().recommend(like, unlike, options);
  }

  @Override
  public KnownFields fields() {
    return engine.reader().fields();
  }

  @Override
  public Optional<ScoreExplanation> explain(Query query, String id) {
    return engine.reader().explain(query, id);
  }

  @Override
  public Explanation explain(Query query) {
    return engine.reader().explain(query);
  }

  @Override
  public List<Snippet> snippets(Query query, String text, int count, int length) {
    return engine.reader().snippets(query, text, count, length);
  }

  @Override
  public List<String> completions(String start, int count) {
    return engine.reader().completions(start, count);
  }

  @Override
  public List<String> corrections(String word, int count) {
    return engine.reader().corrections(word, count);
  }

  @Override
  public Stream<Document> scan(Filter filter) {
    return engine.reader().scan(filter);
  }

  /**
   * Makes all writes durable and releases the directory. Reads that are under way go on to their
   * end. May be called more than once.
   */
  @Override
  public void close() {
    engine.close();
  }
}

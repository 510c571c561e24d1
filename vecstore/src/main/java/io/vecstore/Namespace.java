package io.vecstore;

import io.vecstore.core.filter.Filter;
import io.vecstore.core.filter.KnownFields;
import io.vecstore.core.model.Document;
import io.vecstore.core.model.FieldPath;
import io.vecstore.core.model.Snapshot;
import io.vecstore.core.query.Explanation;
import io.vecstore.core.query.HitGroup;
import io.vecstore.core.query.Hits;
import io.vecstore.core.query.Page;
import io.vecstore.core.query.Query;
import io.vecstore.core.query.ScoreExplanation;
import io.vecstore.core.report.StoreStats;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.tenant.NamespaceProfile;
import io.vecstore.core.tenant.NamespaceStatus;
import io.vecstore.core.tenant.Quotas;
import io.vecstore.core.tenant.Usage;
import io.vecstore.internal.database.TenantAccess;
import io.vecstore.internal.operation.Operation;
import io.vecstore.internal.store.StoreEngine;
import io.vecstore.text.highlight.Snippet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One tenant's documents: a store of its own, which nothing of another tenant's can reach, behind a
 * status and quotas. Every call opens the store if it has to and asks both first. Safe to share
 * between threads; needs no closing.
 *
 * <p>Each method that reads or writes throws {@link
 * io.vecstore.core.tenant.NamespaceStatusException} where the status does not allow it, {@link
 * io.vecstore.core.error.QuotaExceededException} where a quota does not, with nothing written, and
 * {@link io.vecstore.core.error.NotFoundException} once the namespace was dropped.
 */
public final class Namespace implements VecReader {

  private final TenantAccess access;

  Namespace(TenantAccess access) {
    this.access = access;
  }

  /** Returns the id, which never changes. */
  public String id() {
    return access.profile().id();
  }

  /** Returns what is known of the namespace. */
  public NamespaceProfile profile() {
    return access.profile();
  }

  @Override
  public Schema schema() {
    return access.schema();
  }

  /** Gives the namespace another name, durably; its id stays. */
  public void rename(String name) {
    change(profile -> profile.named(name));
  }

  /** Changes what the namespace lets through, durably, for the next call on. */
  public void setStatus(NamespaceStatus status) {
    change(profile -> profile.withStatus(status));
  }

  /** Changes the limits, durably, for the next call on. */
  public void setQuotas(Quotas quotas) {
    change(profile -> profile.limitedTo(quotas));
  }

  /**
   * Changes what is known of the namespace, durably.
   *
   * @param edit of the profile; the id has to stay
   * @return the new profile
   */
  public NamespaceProfile change(UnaryOperator<NamespaceProfile> edit) {
    return access.change(edit);
  }

  /**
   * Returns how much of the quotas is used, exactly, whatever crash came before. Opens the store;
   * counts against no quota, and works in every status.
   */
  public Usage usage() {
    return access.usage();
  }

  /**
   * Adds a document, or replaces the one with the same id, as {@link VecStore#upsert(Document)}
   * does.
   */
  public void upsert(Document document) {
    access.write(List.of(new Operation.Put(document)));
  }

  /** Adds a document without text, or replaces the one with the same id. */
  public void upsert(String id, float[] vector, Map<String, ?> metadata) {
    upsert(Document.of(id, vector).withMetadata(metadata));
  }

  /**
   * Runs writes that happen together or not at all, for readers and through any crash.
   *
   * @param writes fills the batch; if it throws, nothing is written
   */
  public void batch(Consumer<WriteBatch> writes) {
    WriteBatch batch = new WriteBatch();
    writes.accept(batch);
    if (batch.size() > 0) {
      access.write(batch.end());
    }
  }

  /** Deletes the document with an id. Returns whether there was one. */
  public boolean delete(String id) {
    return access.write(List.of(new Operation.Delete(Document.checkId(id)))) > 0;
  }

  /** Deletes the documents that pass a filter, as {@link VecStore#deleteWhere(Filter)} does. */
  public long deleteWhere(Filter filter) {
    return access.maintain(engine -> engine.deleteWhere(filter, Operation.Delete::new));
  }

  /**
   * Deletes the documents that pass a filter, as far as the time suffices, as {@link
   * VecStore#deleteWhere(Filter, Duration)} does.
   */
  public long deleteWhere(Filter filter, Duration within) {
    Duration time = TimedReader.requirePositive(within);
    return access.maintain(engine -> engine.deleteWhere(filter, time));
  }

  /** Hides the document with an id, as {@link VecStore#softDelete} does; it goes on counting. */
  public boolean softDelete(String id) {
    return access.write(
            List.of(new Operation.Hide(Document.checkId(id), System.currentTimeMillis())))
        > 0;
  }

  /** Brings a softly deleted document back. Returns whether there was one. */
  public boolean restore(String id) {
    return access.write(List.of(new Operation.Unhide(Document.checkId(id)))) > 0;
  }

  /** Returns the ids of the softly deleted documents and when they were deleted, oldest first. */
  public Map<String, Instant> deleted() {
    return access.read(StoreEngine::hidden);
  }

  /** Deletes for good what was softly deleted a while ago. Returns how many documents that were. */
  public long purge(Duration olderThan) {
    return access.maintain(engine -> engine.purge(Instant.now().minus(olderThan)));
  }

  /** Brings all documents into one sealed segment, as {@link VecStore#optimize} does. */
  public void optimize() {
    access.maintain(
        engine -> {
          engine.optimize();
          return true;
        });
  }

  @Override
  public Optional<Document> get(String id) {
    return access.read(engine -> engine.reader().get(id));
  }

  @Override
  public long count() {
    return access.read(engine -> engine.reader().count());
  }

  @Override
  public long count(Filter filter) {
    return access.read(engine -> engine.reader().count(filter));
  }

  @Override
  public Hits search(Query query) {
    return access.search(query.topK(), engine -> engine.reader().search(query));
  }

  @Override
  public List<HitGroup> groups(Query query, String field, int perGroup) {
    return access.search(
        query.topK(), engine -> engine.reader().groups(query, FieldPath.parse(field), perGroup));
  }

  @Override
  public Page page(Query query, Optional<String> after) {
    return access.search(query.topK(), engine -> engine.reader().page(query, after));
  }

  @Override
  public Hits recommend(List<String> like, List<String> unlike, UnaryOperator<Query> options) {
    int wanted = options.apply(Query.keywords("")).topK();
    return access.search(wanted, engine -> engine.reader().recommend(like, unlike, options));
  }

  @Override
  public KnownFields fields() {
    return access.read(engine -> engine.reader().fields());
  }

  @Override
  public Optional<ScoreExplanation> explain(Query query, String id) {
    return access.search(query.topK(), engine -> engine.reader().explain(query, id));
  }

  @Override
  public Explanation explain(Query query) {
    return access.search(query.topK(), engine -> engine.reader().explain(query));
  }

  @Override
  public Stream<Document> scan(Filter filter) {
    return access.stream(engine -> engine.reader().scan(filter));
  }

  @Override
  public List<Snippet> snippets(Query query, String text, int count, int length) {
    return access.read(engine -> engine.reader().snippets(query, text, count, length));
  }

  @Override
  public List<String> completions(String start, int count) {
    return access.read(engine -> engine.reader().completions(start, count));
  }

  @Override
  public List<String> corrections(String word, int count) {
    return access.read(engine -> engine.reader().corrections(word, count));
  }

  /** Returns how the namespace's store is now. */
  public StoreStats stats() {
    return access.read(StoreEngine::stats);
  }

  /** Takes a snapshot of the namespace, as {@link Snapshots#create} does of a store. */
  public Snapshot snapshot(String name) {
    return access.maintain(engine -> engine.snapshots().create(name));
  }

  /** Returns the snapshots of the namespace, oldest first. */
  public List<Snapshot> snapshots() {
    return access.read(engine -> engine.snapshots().list());
  }

  /**
   * Opens a snapshot for reading; what is read from it counts against no quota.
   *
   * @throws io.vecstore.core.error.NotFoundException if there is no snapshot of that name
   */
  public VecReader openSnapshot(String name) {
    return access.read(engine -> new SnapshotReader(engine.snapshots().open(name)));
  }

  /**
   * Brings the namespace back to a snapshot, as {@link Snapshots#restore} does. What it held before
   * the quotas were lowered it may hold again.
   *
   * @throws io.vecstore.core.error.NotFoundException if there is no snapshot of that name
   */
  public void restoreSnapshot(String name) {
    access.restoreSnapshot(name);
  }

  /**
   * Deletes a snapshot; the documents are not touched.
   *
   * @throws io.vecstore.core.error.NotFoundException if there is no snapshot of that name
   */
  public void deleteSnapshot(String name) {
    access.maintain(
        engine -> {
          engine.snapshots().delete(name);
          return true;
        });
  }

  /** Does nothing: the database closes what is open. */
  @Override
  public void close() {
    // The handle holds nothing.
  }
}

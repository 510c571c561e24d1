package io.vecstore.internal.store;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.error.VecStoreException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.kernel.Kernels;
import io.vecstore.core.model.Document;
import io.vecstore.core.report.StoreStats;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.OpenOptions;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.spi.LongWork;
import io.vecstore.core.spi.ReadLimit;
import io.vecstore.internal.disk.Scrub;
import io.vecstore.internal.disk.StoreDisk;
import io.vecstore.internal.event.FlightRecording;
import io.vecstore.internal.event.WriteEvent;
import io.vecstore.internal.operation.Operation;
import io.vecstore.internal.operation.OperationCodec;
import io.vecstore.internal.quota.RowBudget;
import io.vecstore.internal.quota.WriteGuard;
import io.vecstore.internal.search.Searcher;
import io.vecstore.internal.search.VectorCheck;
import io.vecstore.internal.thread.BackgroundThread;
import io.vecstore.internal.thread.OnOwnThread;
import io.vecstore.internal.thread.Waiting;
import io.vecstore.internal.view.ViewPublisher;
import io.vecstore.persist.DirectoryOptions;
import io.vecstore.persist.fs.MemFs;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.wal.WalLayout;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One open store: wires its parts together and knows in which order they start and stop.
 *
 * <p>Threads: callers read on their own; one writer thread changes what they read ({@link
 * WritePath}); one background thread makes new segment files ({@link Compactor}), and one closes
 * mappings and deletes files.
 */
public final class StoreEngine {

  /**
   * An active segment of more bytes is sealed when the store is closed, so that opening it again
   * need not replay it.
   */
  private static final long SEAL_AT_CLOSE = 8L << 20;

  /** The first log of a store that is one of thousands, in bytes. */
  private static final long SMALLEST_LOG = 64L << 10;

  private final OpenedStore opened;
  private final Schema schema;
  private final OpenOptions options;
  private final Writer writer;
  private final WritePath writes;
  private final ViewPublisher views;
  private final Sealer sealer;
  private final Compactor compactor;
  private final Maintenance maintenance;
  private final Runnable afterClose;
  private final StoreReader reader;
  private final SnapshotService snapshots;
  private final Scrub scrub;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Consumer<Runnable> closing = Runnable::run;

  private StoreEngine(
      OpenedStore opened, OpenOptions options, WriteGuard guard, Runnable afterClose) {
    this.opened = opened;
    this.options = options;
    this.schema = opened.context().schema();
    this.afterClose = afterClose;
    String store = opened.fs().origin();
    StoreState state = opened.state();
    state.clock(options.clock());
    this.views = new ViewPublisher(store, state.view());
    this.writes = new WritePath(opened.directory(), state, views, options, this::sealLater, guard);
    guard.start(state);
    this.writer = new Writer(store, writes, options.syncInterval().toNanos());
    this.sealer = new Sealer(opened.context(), opened.directory());
    Installation installation = new Installation(opened.directory(), state, views);
    this.compactor =
        new Compactor(
            new Compactor.Site(schema, options, sealer, writer, state, installation), store);
    Searcher searcher = new Searcher(opened.context());
    this.reader = new StoreReader(schema, views, searcher);
    this.maintenance = new Maintenance(writer, writes, compactor, sealer, installation);
    this.snapshots = new SnapshotService(opened, writer, maintenance);
    writer.call(
        () -> {
          writes.freezeIfFull();
          return true;
        });
    this.scrub = Scrub.start(store, opened.unverified());
    compactor.checkLater();
  }

  private void sealLater(Frozen frozen) {
    compactor.sealLater(frozen);
  }

  /**
   * Opens the store in a directory, or creates it where there is none and a schema is given; {@link
   * io.vecstore.VecStore} has the errors.
   */
  public static StoreEngine open(Path path, Optional<Schema> schema, OpenOptions options) {
    if (options.durability() == Durability.EPHEMERAL) {
      throw new InvalidInputException(
          "EPHEMERAL keeps nothing in " + path + ": use VecStore.inMemory(schema)");
    }
    return open(StoreDisk.at(path, options.disk()), schema, options, WriteGuard.none());
  }

  /** Creates a store in memory. */
  public static StoreEngine inMemory(Schema schema, OpenOptions options) {
    return open(
        new MemFs(),
        Optional.of(schema),
        options.durability(Durability.EPHEMERAL),
        WriteGuard.none());
  }

  /**
   * Opens or creates a store at a place that need not be a directory of its own. One that is
   * guarded is one of thousands: its logs start small.
   */
  public static StoreEngine open(
      StoreFs fs, Optional<Schema> schema, OpenOptions options, WriteGuard guard) {
    Kernels.get(); // warms up while the store is opened
    BackgroundThread reaper = new BackgroundThread("vecstore-reaper", fs.origin());
    DirectoryOptions files =
        DirectoryOptions.withBackground(reaper::execute)
            .withChecksums(options.disk().verification());
    if (guard instanceof RowBudget) {
      files = files.withWals(SMALLEST_LOG, files.largestWal());
    }
    boolean logged = options.durability() != Durability.EPHEMERAL;
    return open(fs, schema, options, logged ? files : files.withoutLog(), guard, reaper::close);
  }

  /** Opens or creates a store on a file system that may fail on purpose. */
  public static StoreEngine open(
      StoreFs fs,
      Optional<Schema> schema,
      OpenOptions options,
      DirectoryOptions files,
      WriteGuard guard,
      Runnable afterClose) {
    OpenedStore opened =
        OnOwnThread.call(
            "vecstore-open", () -> OpenedStore.open(fs, schema, files, options.analysis()));
    return new StoreEngine(opened, options, guard, afterClose);
  }

  /** Returns what the store holds. */
  public Schema schema() {
    return schema;
  }

  /** Returns the reads of the live store. */
  public StoreReader reader() {
    return reader;
  }

  /** Returns the snapshots. */
  public SnapshotService snapshots() {
    return snapshots;
  }

  /** Returns how many graphs were begun to be built since the store was opened. */
  public long graphBuilds() {
    return sealer.graphBuilds();
  }

  /** Returns what opening the store, and reading it again since, has found amiss. */
  public List<String> findings() {
    List<String> findings = new ArrayList<>(opened.found().findings());
    findings.addAll(scrub.findings());
    compactor.finding().ifPresent(findings::add);
    return List.copyOf(findings);
  }

  /** Waits until what opening the store left for later is verified. */
  void awaitScrub() {
    scrub.await();
  }

  /** Copies all that was written before to another directory. Returns how many bytes it copied. */
  public long backup(Path target) {
    return snapshots.backup(StoreDisk.at(target));
  }

  /** Lets the work of closing be done by somebody, who may do more; before the first use. */
  public void closeWithin(Consumer<Runnable> around) {
    closing = around;
  }

  Writer writer() {
    return writer;
  }

  OpenedStore opened() {
    return opened;
  }

  /** Returns what a write waits for unless it says otherwise. */
  public Durability durability() {
    return options.durability();
  }

  /** Does all operations or none, as durably as the options say. */
  public int write(List<Operation> operations) {
    return write(operations, options.durability());
  }

  /**
   * Does all operations or none. Returns how many documents were replaced, deleted, hidden or
   * brought back.
   */
  public int write(List<Operation> given, Durability durability) {
    List<Operation> operations = schema.timeToLive().isPresent() ? withEnds(given) : given;
    for (Operation operation : operations) {
      if (operation instanceof Operation.Put(Document document)) {
        VectorCheck.requireFits(document.vector(), "document \"" + document.id() + "\"", schema);
      }
    }
    ByteBuffer payload = OperationCodec.encode(operations);
    if (payload.remaining() > WalLayout.MAX_PAYLOAD) {
      throw new InvalidInputException(
          "a batch of "
              + payload.remaining()
              + " bytes, at most "
              + WalLayout.MAX_PAYLOAD
              + " are written at once: split it");
    }
    @Nullable WriteEvent event = FlightRecording.isOn() ? new WriteEvent() : null;
    compactor.admit();
    int hits =
        writer.write(new WriteTask(operations, payload, durability, new CompletableFuture<>()));
    if (event != null && event.isWanted()) {
      event.record(opened.fs().origin(), operations.size(), payload.remaining(), durability.name());
    }
    return hits;
  }

  /** Gives documents that do not say when they expire the time of the schema. */
  private List<Operation> withEnds(List<Operation> operations) {
    Instant end = options.clock().instant().plus(schema.timeToLive().orElseThrow());
    return operations.stream()
        .map(
            operation ->
                operation instanceof Operation.Put(Document document)
                        && document.expiresAt().isEmpty()
                    ? new Operation.Put(document.withExpiry(end))
                    : operation)
        .toList();
  }

  /** Deletes or hides the documents that pass a filter. Returns how many they were. */
  public long deleteWhere(Filter filter, Function<String, Operation> operation) {
    compactor.admit();
    return writer.call(() -> writes.deleteWhere(filter, operation, options.durability()));
  }

  /**
   * Deletes the documents that pass a filter, as far as the time suffices.
   *
   * @throws io.vecstore.core.error.ReadStoppedException if it does not; whole batches are gone
   */
  public long deleteWhere(Filter filter, Duration within) {
    ReadLimit limit = ReadLimit.of(within);
    compactor.admit();
    return writer.call(
        () ->
            limit.call(
                () -> writes.deleteWhere(filter, Operation.Delete::new, options.durability())));
  }

  /** Tells somebody of all writes from now on; of a return to a snapshot by an empty list. */
  public void follow(Consumer<List<Operation>> follower) {
    writer.call(
        () -> {
          writes.follow(follower);
          return true;
        });
  }

  /** Tells who follows of nothing any more. */
  public void unfollow() {
    writer.call(
        () -> {
          writes.unfollow();
          return true;
        });
  }

  /** Does something while nothing is written here; reads go on. */
  public <T> T still(Supplier<T> work) {
    CountDownLatch there = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    CompletableFuture<Boolean> held =
        writer.later(
            () -> {
              there.countDown();
              Waiting.forLatch(over);
              return true;
            });
    Waiting.forLatch(there);
    try {
      return work.get();
    } finally {
      over.countDown();
      Writer.await(held);
    }
  }

  /** Refuses all that is written from now on, since nobody would look for it here. */
  public void refuseWrites(String why) {
    writes.refuse(why);
  }

  /** Tells a listener of the work in the background from now on. */
  public void watchBackground(LongWork.Listener listener) {
    compactor.watch(listener);
  }

  /** Returns the hidden documents and when they were hidden, oldest first. */
  public Map<String, Instant> hidden() {
    return writer.call(opened.state()::hidden);
  }

  /** Deletes what was hidden up to a time for good. Returns how many documents that were. */
  public long purge(Instant until) {
    List<Operation> deletes = new ArrayList<>();
    hidden()
        .forEach(
            (id, when) -> {
              if (!when.isAfter(until)) {
                deletes.add(new Operation.Purge(id));
              }
            });
    return deletes.isEmpty() ? 0 : write(deletes);
  }

  /** Makes every write that has returned durable. Returns the last of them. */
  public long sync() {
    return writer.call(writes::force);
  }

  /** Brings all rows into one segment with one graph, or as few as the memory allows. */
  public void optimize() {
    maintenance.optimize();
  }

  /** Returns how the store is now. */
  public StoreStats stats() {
    return writer.call(() -> opened.state().stats(opened.directory()));
  }

  /** Returns whether {@link #close} was called. */
  public boolean isClosed() {
    return closed.get();
  }

  /** Makes everything durable and gives the directory back. */
  public void close() {
    if (closed.compareAndSet(false, true)) {
      closing.accept(this::closeNow);
    }
  }

  private void closeNow() {
    try {
      sealBeforeClosing();
    } catch (VecStoreException stillInTheLog) {
      // What is not sealed is in the log, and is replayed from there.
    }
    scrub.close();
    compactor.close();
    writer.close(
        () -> {
          reader.close();
          opened.close();
        });
    afterClose.run();
  }

  private void sealBeforeClosing() {
    boolean worthIt =
        options.durability() != Durability.EPHEMERAL
            && !opened.directory().failed()
            && writer.call(() -> opened.state().active().bytes() > SEAL_AT_CLOSE);
    if (worthIt) {
      maintenance.flush();
    }
  }
}

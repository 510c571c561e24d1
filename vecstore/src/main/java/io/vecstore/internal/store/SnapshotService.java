package io.vecstore.internal.store;

import io.vecstore.core.error.AlreadyExistsException;
import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.model.Snapshot;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.Verification;
import io.vecstore.core.spi.LongWork;
import io.vecstore.internal.search.Searcher;
import io.vecstore.internal.segment.SegmentContext;
import io.vecstore.internal.segment.SegmentSlice;
import io.vecstore.internal.thread.OnOwnThread;
import io.vecstore.internal.view.ReadView;
import io.vecstore.internal.view.ViewPublisher;
import io.vecstore.persist.DirectoryOptions;
import io.vecstore.persist.ManifestPin;
import io.vecstore.persist.SealedSegment;
import io.vecstore.persist.StoreBackup;
import io.vecstore.persist.StoreDirectory;
import io.vecstore.persist.StoreSnapshot;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.Manifest;
import io.vecstore.persist.snapshot.SnapshotName;
import io.vecstore.persist.snapshot.SnapshotRef;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The snapshots of a store. A snapshot holds sealed files only, and an exact prefix of the history:
 * most rows are sealed while writes go on, and the few that came since are sealed on the writer
 * thread, where nothing comes in between.
 */
public final class SnapshotService {

  private static final long SEAL_FIRST = 4L << 20;

  private final OpenedStore opened;
  private final StoreDirectory directory;
  private final Writer writer;
  private final Maintenance maintenance;
  private final Clock clock = Clock.systemUTC();

  SnapshotService(OpenedStore opened, Writer writer, Maintenance maintenance) {
    this.opened = opened;
    this.directory = opened.directory();
    this.writer = writer;
    this.maintenance = maintenance;
  }

  /**
   * Returns a time as a part of a name. The format is made here, and not once: its many classes
   * would be loaded with every first store of a process.
   */
  public static String stamp(Instant time) {
    return DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC).format(time);
  }

  /** Takes a snapshot; {@link io.vecstore.Snapshots#create} has the contract. */
  public synchronized Snapshot create(String name) {
    take(SnapshotName.check(name), () -> {});
    return list().stream()
        .filter(snapshot -> snapshot.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void take(String name, Runnable next) {
    if (names().stream().anyMatch(name::equalsIgnoreCase)) {
      throw new AlreadyExistsException("snapshot", name);
    }
    LongWork told = LongWork.begin("taking a snapshot", "steps", 2);
    if (writer.call(() -> opened.state().active().bytes() > SEAL_FIRST)) {
      maintenance.flush();
    }
    told.advance(1);
    while (!writer.call(() -> takeNow(name, next))) {
      maintenance.flush();
    }
    told.advance(1);
  }

  /**
   * Runs on the writer thread. Returns false where rows wait for the background thread to seal
   * them.
   */
  private boolean takeNow(String name, Runnable next) {
    if (!maintenance.sealNow()) {
      return false;
    }
    try (ManifestPin pin = directory.pin()) {
      directory.createSnapshot(name, pin);
    }
    next.run();
    return true;
  }

  /**
   * Copies all that was written before the call, and is not there yet, to another directory; {@link
   * io.vecstore.VecStore#backup} has the contract.
   */
  public synchronized long backup(StoreFs target) {
    return OnOwnThread.call(
        "vecstore-backup",
        () -> {
          try (ManifestPin pin = pinAll()) {
            return StoreBackup.copy(opened.fs(), pin.manifest(), target);
          }
        });
  }

  /**
   * Makes a new store of all that was written before the call, of links to the files of this one.
   *
   * @param parent holds both
   * @param from the directory of this one
   * @param to a directory that is missing
   */
  public synchronized void duplicate(StoreFs parent, String from, String to) {
    OnOwnThread.call(
        "vecstore-copy",
        () -> {
          try (ManifestPin pin = pinAll()) {
            StoreBackup.duplicate(parent, from, pin.manifest(), to, opened.files().random());
            return true;
          }
        });
  }

  private ManifestPin pinAll() {
    if (writer.call(() -> opened.state().active().bytes() > SEAL_FIRST)) {
      maintenance.flush();
    }
    while (true) {
      Optional<ManifestPin> pin =
          writer.call(
              () -> maintenance.sealNow() ? Optional.of(directory.pin()) : Optional.empty());
      if (pin.isPresent()) {
        return pin.get();
      }
      maintenance.flush();
    }
  }

  /** Makes a new store of a snapshot; {@link io.vecstore.Snapshots#copy} has the contract. */
  public void copy(String name, StoreFs target) {
    writer.call(() -> true);
    OnOwnThread.call(
        "vecstore-backup",
        () -> {
          StoreFs snapshot = directory.snapshots().directory(SnapshotName.check(name));
          StoreBackup.restore(snapshot, target, opened.files().random());
          return true;
        });
  }

  /** Returns all snapshots, oldest first. */
  public List<Snapshot> list() {
    return OnOwnThread.call(
        "vecstore-snapshots",
        () ->
            directory.snapshots().list().stream()
                .map(this::describe)
                .sorted(Comparator.comparing(Snapshot::created).thenComparing(Snapshot::name))
                .toList());
  }

  private List<String> names() {
    return list().stream().map(Snapshot::name).toList();
  }

  /** Of a damaged snapshot nothing is counted here; opening it says what is wrong. */
  private Snapshot describe(SnapshotRef ref) {
    long documents = 0;
    try {
      StoreSnapshot found = files(ref.name(), Verification.FAST);
      documents = ref.rows() - found.segments().stream().mapToLong(SnapshotService::gone).sum();
      found.segments().forEach(segment -> segment.file().release());
    } catch (CorruptStoreException damaged) {
      documents = 0;
    }
    return new Snapshot(ref.name(), Instant.ofEpochMilli(ref.createdAt()), documents, ref.bytes());
  }

  private static long gone(SealedSegment segment) {
    return segment.tombstones().dead().getLongCardinality()
        + segment.tombstones().soft().getLongCardinality();
  }

  private StoreSnapshot files(String name, Verification checksums) {
    return StoreSnapshot.open(
        directory.snapshots().directory(name), opened.files().withChecksums(checksums));
  }

  /** Opens a snapshot for reading. */
  public StoreReader open(String name) {
    writer.call(() -> true); // a closed store has no snapshots to open
    return OnOwnThread.call(
        "vecstore-snapshots",
        () -> read(name, files(SnapshotName.check(name), Verification.DEFAULT)));
  }

  private StoreReader read(String name, StoreSnapshot files) {
    return read(
        "snapshot " + name + " of " + opened.fs().origin(),
        files,
        opened.context(),
        opened.state().clock());
  }

  /** Opens a store that nobody writes to, and that has no log, for reading. */
  public static StoreReader openClosed(StoreFs place) {
    DirectoryOptions options = DirectoryOptions.withBackground(Runnable::run);
    StoreSnapshot files = StoreSnapshot.open(place, options);
    Schema schema = SchemaCodec.decode(files.manifest().schema().toArray(), place.origin());
    return read(place.origin(), files, SegmentContext.of(schema), Clock.systemUTC());
  }

  private static StoreReader read(
      String origin, StoreSnapshot files, SegmentContext usual, InstantSource clock) {
    try {
      Schema schema = SchemaCodec.decode(files.manifest().schema().toArray(), origin);
      boolean same = schema.equals(usual.schema());
      SegmentContext context = same ? usual : SegmentContext.of(schema);
      List<SegmentSlice> slices =
          files.segments().stream()
              .map(
                  segment ->
                      SegmentState.sealed(segment.file(), context, segment.tombstones()).slice())
              .toList();
      ReadView view = new ReadView(slices, files.manifest().flushedLsn(), clock);
      return new StoreReader(schema, new ViewPublisher(origin, view), new Searcher(context));
    } finally {
      files
          .segments()
          .forEach(segment -> segment.file().release()); // a view has references of its own
    }
  }

  /**
   * Brings the store back to a snapshot; {@link io.vecstore.Snapshots#restore} has the contract.
   */
  public synchronized void restore(String name) {
    open(name).close(); // whatever is damaged there is found before anything changes
    take("pre-restore-" + stamp(clock.instant()), () -> restoreNow(name));
  }

  private void restoreNow(String name) {
    StoreSnapshot files = files(name, Verification.FAST);
    try {
      opened.state().requireWhole(opened.fs().origin());
      Manifest restored = directory.restoreSnapshot(name);
      takeOver(restored, files);
    } finally {
      files.segments().forEach(segment -> segment.file().release());
    }
  }

  /** The disk has the old version now; if memory cannot follow, nothing may be written on top. */
  private void takeOver(Manifest restored, StoreSnapshot files) {
    try {
      List<SegmentState> states = new ArrayList<>();
      for (int i = 0; i < restored.segments().size(); i++) {
        states.add(
            SegmentState.sealed(
                directory.openSegment(restored.segments().get(i)),
                opened.context(),
                files.segments().get(i).tombstones()));
      }
      maintenance.replaceAll(states);
    } catch (RuntimeException | Error unread) {
      opened.state().breakOff(unread);
      throw unread;
    }
  }

  /** Deletes a snapshot. */
  public synchronized void delete(String name) {
    writer.call(() -> true);
    OnOwnThread.call(
        "vecstore-snapshots",
        () -> {
          directory.snapshots().delete(name);
          return true;
        });
  }
}

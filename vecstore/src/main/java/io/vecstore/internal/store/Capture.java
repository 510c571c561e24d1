package io.vecstore.internal.store;

import io.vecstore.core.error.VecStoreException;
import io.vecstore.index.graph.BuildProgress;
import io.vecstore.internal.segment.SegmentMerge;
import io.vecstore.internal.thread.Waiting;
import io.vecstore.persist.ManifestPin;
import io.vecstore.persist.StoreDirectory;
import io.vecstore.persist.StoreImage;
import io.vecstore.persist.fs.StorageErrors;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.Blob;
import io.vecstore.persist.manifest.Manifest;
import io.vecstore.persist.segment.SegmentRef;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * What an open store held at one moment. Its files stay and its rows are kept until it is closed,
 * while the store goes on; in the meantime a new store can be made of it.
 */
public final class Capture implements AutoCloseable {

  private final OpenedStore opened;
  private final ManifestPin pin;
  private final long lsn;
  private final long documents;
  private final List<SegmentState> sealed = new ArrayList<>();
  private final List<SegmentState> unsealed = new ArrayList<>();
  private final List<SegmentMerge.Input> rows = new ArrayList<>(); // of the unsealed ones

  /** Looks at a store, for microseconds; on its writer thread. */
  private Capture(OpenedStore opened) {
    StoreState state = opened.state();
    state.requireWhole(opened.fs().origin());
    this.opened = opened;
    this.lsn = state.lsn();
    this.documents =
        state.keptCount() - state.segments().stream().mapToLong(s -> s.hidden().size()).sum();
    for (SegmentState segment : state.segments()) {
      if (segment.ref().isPresent()) {
        sealed.add(segment.copy());
      } else {
        unsealed.add(segment.copy());
        rows.add(segment.source());
      }
    }
    rows.forEach(input -> input.segment().retain());
    this.pin = opened.directory().pin();
  }

  /**
   * Looks at several stores at one moment: each one, once it was looked at, takes no write before
   * all were. So it stands still for as long as the write takes that another one is at, mostly for
   * that of one force of the disk. Nobody may close one of them meanwhile.
   *
   * @return of each store what it held, in their order, each to be closed
   * @throws VecStoreException if one of them has failed; none is held then
   */
  public static List<Capture> all(List<StoreEngine> stores) {
    CountDownLatch left = new CountDownLatch(stores.size());
    List<CompletableFuture<Capture>> looks = new ArrayList<>();
    List<Capture> captures = new ArrayList<>();
    boolean complete = false;
    try {
      for (StoreEngine store : stores) {
        looks.add(store.writer().later(() -> lookAndWait(store.opened(), left)));
      }
      looks.forEach(look -> captures.add(Writer.await(look)));
      complete = true;
      return captures;
    } finally {
      if (!complete) {
        stores.forEach(_ -> left.countDown()); // whoever waits for one that never came goes on
        for (CompletableFuture<Capture> look : looks) {
          CompletableFuture<Void> _ = look.thenAccept(Capture::close);
        }
      }
    }
  }

  private static Capture lookAndWait(OpenedStore opened, CountDownLatch left) {
    try {
      return new Capture(opened);
    } finally {
      left.countDown();
      Waiting.forLatch(left);
    }
  }

  /** Returns how many documents a reader saw. */
  public long documents() {
    return documents;
  }

  /**
   * Makes a new store of it beside the store, of links to its sealed files. The rows that were in
   * memory are sealed there. On a thread that nobody interrupts.
   *
   * @param parent holds both
   * @param from the directory of the store
   * @param to a directory that is missing
   * @param extras what the manifest of the new one says beside what that of the store says
   * @return the state of the new one
   */
  public Manifest duplicate(StoreFs parent, String from, String to, Map<String, Blob> extras) {
    try {
      StoreImage image = new StoreImage(parent, from, to, opened.files().random());
      long number = pin.manifest().nextNumber();
      List<SegmentRef> segments = new ArrayList<>();
      for (SegmentState segment : sealed) {
        segments.add(link(image, segment, number++));
      }
      seal(image, number++).ifPresent(segments::add);
      Map<String, Blob> all = new HashMap<>(pin.manifest().extras());
      all.putAll(extras);
      Manifest manifest =
          pin.manifest()
              .withWals(List.of())
              .withSegments(segments, lsn)
              .withExtras(all)
              .numbered(pin.manifest().generation(), number);
      image.publish(manifest);
      return manifest;
    } catch (IOException failure) {
      throw StorageErrors.of("copying " + from, parent.origin() + "/" + to, failure);
    }
  }

  private static SegmentRef link(StoreImage image, SegmentState segment, long number)
      throws IOException {
    SegmentRef ref = segment.ref().orElseThrow();
    SegmentRef bare = image.link(ref);
    if (segment.hasNewTombstones()) {
      return image.write(number, bare, segment.tombstones());
    }
    if (ref.tombstones().isPresent()) {
      image.link(ref.tombstones().get().fileName());
    }
    return ref;
  }

  private Optional<SegmentRef> seal(StoreImage image, long number) throws IOException {
    SegmentMerge merge = new SegmentMerge(opened.context(), rows);
    if (merge.rows() == 0) {
      return Optional.empty();
    }
    SegmentRef ref;
    try (Arena arena = Arena.ofShared()) {
      SegmentMerge.Merged made =
          merge.run(new SegmentMerge.GraphWork(false, 1, new BuildProgress()), arena);
      StoreDirectory.SegmentContent content =
          new StoreDirectory.SegmentContent(made.rows(), made.minLsn(), made.maxLsn());
      ref = image.write(number, made.primary(), made.derived(), content);
    }
    Map<Integer, SegmentState.Hidden> hidden = new HashMap<>();
    for (int i = 0; i < unsealed.size(); i++) {
      int[] ordinals = merge.ordinals().get(i);
      unsealed.get(i).hidden().forEach((old, when) -> hidden.put(ordinals[old], when));
    }
    return Optional.of(
        hidden.isEmpty() ? ref : image.write(number, ref, SegmentState.onlyHidden(hidden)));
  }

  /** Lets the files and the rows go. */
  @Override
  public void close() {
    pin.close();
    rows.forEach(input -> input.segment().release());
  }
}

package io.vecstore.internal.store;

import io.vecstore.index.graph.BuildProgress;
import io.vecstore.internal.segment.SegmentMerge;
import io.vecstore.internal.segment.SegmentReader;
import java.util.List;
import java.util.Optional;

/**
 * Brings rows from memory into sealed segments on demand: before an optimization, a snapshot, or
 * the end.
 */
final class Maintenance {

  private final Writer writer;
  private final WritePath writes;
  private final Compactor compactor;
  private final Sealer sealer;
  private final Installation installation;

  Maintenance(
      Writer writer,
      WritePath writes,
      Compactor compactor,
      Sealer sealer,
      Installation installation) {
    this.writer = writer;
    this.writes = writes;
    this.compactor = compactor;
    this.sealer = sealer;
    this.installation = installation;
  }

  /** Seals all rows that are in memory now, in the background, and waits for it; writes go on. */
  void flush() {
    freeze();
    compactor.flush();
  }

  /** Brings all rows into one segment with one graph. */
  void optimize() {
    while (writer.call(writes::forgetExpired)) {
      // There is more.
    }
    freeze();
    compactor.optimize();
  }

  private void freeze() {
    writer.call(
        () -> {
          writes.freeze();
          return true;
        });
  }

  /**
   * Seals the rows in memory on the writer thread, which calls this; for few rows.
   *
   * @return false, without having done anything, where earlier rows still wait to be sealed
   */
  boolean sealNow() {
    if (!compactor.waitingIsEmpty()) {
      return false;
    }
    Optional<Frozen> ended = writes.endActive();
    if (ended.isPresent()) {
      seal(ended.get());
    }
    return true;
  }

  private void seal(Frozen frozen) {
    SegmentMerge.GraphWork noGraph = new SegmentMerge.GraphWork(false, 1, new BuildProgress());
    boolean installed = false;
    Sealer.Sealed sealed = null;
    try {
      sealed = sealer.seal(List.of(frozen.state().source()), noGraph);
      installation.install(
          new Installation.Replacement(List.of(frozen.state()), sealed, frozen.lastLsn()));
      installed = true;
    } finally {
      if (!installed) {
        if (sealed != null) {
          sealer.discard(sealed);
        }
        compactor.sealLater(frozen);
      }
    }
  }

  /** Puts other segments in the place of all; on the writer thread, after they were committed. */
  void replaceAll(List<SegmentState> states) {
    compactor.forgetWaiting();
    List<SegmentReader> before = installation.replaceAll(states);
    writes.restart();
    before.forEach(SegmentReader::release);
  }
}

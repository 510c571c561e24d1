package io.vecstore.bench.store;

import io.vecstore.bench.data.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Lets contestants write the same rows into the same disk, in turns. Every turn starts with an
 * empty store and ends with a count: what was acknowledged must be there.
 */
final class WriteRace {

  private static final double WARM_UP = 0.25; // of a turn, before the clock starts

  private final List<Contestant> contestants;
  private final Path disk;
  private final int rounds;
  private final double seconds;

  /**
   * Creates a race.
   *
   * @param contestants ours first
   * @param disk a folder on the disk to write to
   * @param rounds turns of each contestant at each point
   * @param seconds that a turn lasts
   */
  WriteRace(List<Contestant> contestants, Path disk, int rounds, double seconds) {
    this.contestants = contestants;
    this.disk = disk;
    this.rounds = rounds;
    this.seconds = seconds;
  }

  /** Lets every contestant have a turn that does not count, so that its classes are loaded. */
  void warmUp(WritePoint point) throws IOException {
    for (Contestant contestant : contestants) {
      turn(contestant, point);
    }
  }

  /** Returns what the contestants did at a point; each round reverses their order. */
  WriteResult run(WritePoint point) throws IOException {
    double[][] rates = new double[contestants.size()][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < rates.length; i++) {
        int turn = round % 2 == 0 ? i : rates.length - 1 - i;
        rates[turn][round] = turn(contestants.get(turn), point);
      }
    }
    Map<String, double[]> byName = new LinkedHashMap<>();
    for (int i = 0; i < rates.length; i++) {
      byName.put(contestants.get(i).name(), rates[i]);
    }
    return new WriteResult(point, byName);
  }

  private double turn(Contestant contestant, WritePoint point) throws IOException {
    try (WorkFolder folder = WorkFolder.in(disk);
        Contestant.Session session = contestant.open(point.level(), folder.path())) {
      Writers writers = new Writers(session, point);
      double rate = writers.run();
      long rows = session.count();
      if (rows != writers.acknowledged.get()) {
        throw new IllegalStateException(
            contestant.name() + " has " + rows + " rows, acknowledged " + writers.acknowledged);
      }
      return rate;
    }
  }

  /** The threads of one turn. */
  private final class Writers {

    private final Contestant.Session session;
    private final WritePoint point;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean over;

    Writers(Contestant.Session session, WritePoint point) {
      this.session = session;
      this.point = point;
    }

    double run() {
      CountDownLatch done = new CountDownLatch(point.writers());
      for (int i = 0; i < point.writers(); i++) {
        Thread.ofPlatform()
            .name("bench-writer-" + i)
            .start(
                () -> {
                  write();
                  done.countDown();
                });
      }
      pause(WARM_UP * seconds);
      long begin = System.nanoTime();
      long before = acknowledged.get();
      pause(seconds);
      // A batch under way counts by the clock of its acknowledgement: the turn lasts until then.
      long settled = acknowledged.get();
      while (acknowledged.get() == settled && failure.get() == null) {
        Thread.onSpinWait();
      }
      double rate = (acknowledged.get() - before) / ((System.nanoTime() - begin) / 1e9);
      over = true;
      await(done);
      Throwable broken = failure.get();
      if (broken != null) {
        throw new IllegalStateException("a writer failed: " + broken.getMessage(), broken);
      }
      return rate;
    }

    private void write() {
      try {
        while (!over) {
          session.write(next.getAndAdd(point.batch()), point.batch());
          acknowledged.addAndGet(point.batch());
        }
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      }
    }
  }

  private static void pause(double seconds) {
    try {
      Thread.sleep((long) (seconds * 1e3));
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while measuring", e);
    }
  }

  private static void await(CountDownLatch done) {
    try {
      done.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while measuring", e);
    }
  }
}

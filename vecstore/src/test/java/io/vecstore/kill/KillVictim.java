package io.vecstore.kill;

import io.vecstore.VecReader;
import io.vecstore.VecStore;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.TextSpec;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The process that is killed. Two threads write, a third takes snapshots, deletes old ones and
 * compacts. Each says what has returned, in a line of its own, as soon as it has.
 */
final class KillVictim {

  static final int WRITERS = 2;
  private static final Schema SCHEMA =
      Schema.of(4, Metric.EUCLIDEAN)
          .withText(TextSpec.simple())
          .indexedBy(IndexSpec.hnsw().exactBelow(12));

  private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

  private KillVictim() {}

  static VecStore open(Path directory) {
    return VecStore.open(
        directory, SCHEMA, o -> o.durability(Durability.MANUAL).segmentRows(40).buildThreads(1));
  }

  /** Returns the last step of a writer that a store has, -1 if none. */
  static int steps(VecReader store, KillHistory history) {
    return store
        .get(history.counterId())
        .map(counter -> (int) counter.metadata().getLong("step").orElseThrow())
        .orElse(-1);
  }

  /** Runs until it is killed; arguments are the directory, the seed, and a number of the life. */
  public static void main(String[] args) throws InterruptedException {
    long seed = Long.parseLong(args[1]);
    say("opening");
    VecStore store = open(Path.of(args[0]));
    say("opened");
    for (int writer = 0; writer < WRITERS; writer++) {
      int number = writer;
      Thread.ofPlatform().start(() -> write(store, number, new KillHistory(seed, number)));
    }
    maintain(store, args[2]);
  }

  private static void write(VecStore store, int writer, KillHistory history) {
    for (int next = steps(store, history) + 1; ; next++) {
      int step = next;
      store.batch(batch -> history.write(step, batch), history.durability(step));
      say("ack " + writer + " " + step + "!");
    }
  }

  private static void maintain(VecStore store, String life) {
    for (int i = 0; ; i++) {
      String name = "s" + life + "-" + i;
      say("begin " + name);
      store.snapshots().create(name);
      say("taken " + name + "!");
      store.snapshots().list().stream()
          .filter(old -> !old.name().equals(name))
          .forEach(old -> store.snapshots().delete(old.name()));
      if (i % 3 == 2) {
        store.optimize();
      }
    }
  }

  /** One write for a line: a kill cuts it off or leaves it whole, and nothing waits in a buffer. */
  private static void say(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (OUT) {
      try {
        OUT.write(bytes);
      } catch (IOException nobodyListens) {
        throw new UncheckedIOException(nobodyListens);
      }
    }
  }
}

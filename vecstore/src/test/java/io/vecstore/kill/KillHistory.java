package io.vecstore.kill;

import io.vecstore.WriteBatch;
import io.vecstore.core.model.Document;
import io.vecstore.core.schema.Durability;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What one writer of a victim writes, step by step: the same for the same seed, so that the process
 * that kills knows what each step does. Each writer has ids of its own, and one document that
 * counts its steps.
 */
final class KillHistory {

  private static final int IDS = 24;

  private final long seed;
  private final int writer;

  KillHistory(long seed, int writer) {
    this.seed = seed;
    this.writer = writer;
  }

  /** What is there after a step: documents by id, those that are hidden apart. */
  record State(TreeMap<String, Document> shown, TreeMap<String, Document> hidden) {

    State() {
      this(new TreeMap<>(), new TreeMap<>());
    }

    private void put(Document document) {
      shown.put(document.id(), document);
      hidden.remove(document.id());
    }

    private void delete(String id) {
      shown.remove(id);
      hidden.remove(id);
    }

    private static void move(
        String id, TreeMap<String, Document> from, TreeMap<String, Document> to) {
      Document document = from.remove(id);
      if (document != null) {
        to.put(id, document);
      }
    }
  }

  /** Returns the durability that a step is written with. */
  Durability durability(int step) {
    return Durability.values()[random(step).nextInt(3)];
  }

  /** Fills a batch with a step. */
  void write(int step, WriteBatch batch) {
    SplittableRandom random = random(step);
    batch.upsert(counter(step));
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      String id = id(random);
      switch (random.nextInt(8)) {
        case 0 -> batch.delete(id);
        case 1 -> batch.softDelete(id);
        case 2 -> batch.restore(id);
        default -> batch.upsert(document(id, step, i));
      }
    }
  }

  /** Does the steps up to one, that one included, on a state that is before all of them. */
  State after(int last) {
    State state = new State();
    for (int step = 0; step <= last; step++) {
      apply(step, state);
    }
    return state;
  }

  private void apply(int step, State state) {
    SplittableRandom random = random(step);
    state.put(counter(step));
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      String id = id(random);
      switch (random.nextInt(8)) {
        case 0 -> state.delete(id);
        case 1 -> State.move(id, state.shown(), state.hidden());
        case 2 -> State.move(id, state.hidden(), state.shown());
        default -> state.put(document(id, step, i));
      }
    }
  }

  /** Returns the id of the document that counts the steps. */
  String counterId() {
    return "w" + writer + "-steps";
  }

  private Document counter(int step) {
    return Document.of(counterId(), writer, step, 0, 1)
        .withText("counter")
        .withMetadata(Map.of("step", step));
  }

  private String id(SplittableRandom random) {
    return "w" + writer + "-" + random.nextInt(IDS);
  }

  private Document document(String id, int step, int i) {
    return Document.of(id, step, i, writer, 2)
        .withText("text of step s" + step)
        .withMetadata(Map.of("step", step, "writer", writer));
  }

  private SplittableRandom random(int step) {
    return new SplittableRandom(seed * 31 + writer + 1_000_003L * step);
  }
}

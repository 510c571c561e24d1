package io.vecstore.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.DurabilityUnknownException;
import io.vecstore.core.error.VecStoreException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.model.Snapshot;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.OpenOptions;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.TextSpec;
import io.vecstore.core.schema.Verification;
import io.vecstore.internal.operation.Operation;
import io.vecstore.internal.quota.WriteGuard;
import io.vecstore.persist.CrashSubject;
import io.vecstore.persist.DirectoryOptions;
import io.vecstore.persist.StoreDirectory;
import io.vecstore.persist.fs.StoreFs;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The whole engine under a random script, and what may be expected of it after a crash. */
final class EngineSubject implements CrashSubject {

  private static final int IDS = 8;
  private static final Schema SCHEMA =
      Schema.of(2, Metric.EUCLIDEAN)
          .withText(TextSpec.whitespace())
          .indexedBy(IndexSpec.hnsw().exactBelow(6));

  private final SplittableRandom random;
  private final int steps;
  private final long seed;

  /**
   * The states that the store has gone through, or may have, each a value by id; those before
   * {@code durable} are history for good. What is hidden has its value after the time of hiding.
   */
  private final List<TreeMap<String, String>> states = new ArrayList<>();

  private final Map<String, TreeMap<String, String>> snapshots = new LinkedHashMap<>();
  private final Map<String, TreeMap<String, String>> possibleSnapshots = new LinkedHashMap<>();
  private final List<String> journal = new ArrayList<>();
  private int durable;
  private boolean created;
  private int nextValue = 1;
  private volatile Runnable whileSealing = () -> {}; // set here, run by the background thread

  EngineSubject(long seed, int steps) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.steps = steps;
    states.add(new TreeMap<>());
  }

  private StoreEngine open(StoreFs fs) {
    OpenOptions options = OpenOptions.defaults().durability(Durability.MANUAL).compaction(false);
    DirectoryOptions files =
        DirectoryOptions.withBackground(Runnable::run)
            .withChecksums(Verification.FULL)
            .withWals(8192, 16384)
            .withRandom(new Random(seed));
    return StoreEngine.open(
        fs, Optional.of(SCHEMA), options.buildThreads(1), files, WriteGuard.none(), () -> {});
  }

  @Override
  public void live(StoreFs disk) {
    StoreFs fs = meddled(disk);
    int done = 0;
    for (int life = 0; life < 6 && done < steps; life++) {
      try (Opened store = new Opened(open(fs))) {
        found(state(store.engine));
        boolean works = true;
        while (done < steps && works) {
          done++;
          works = step(store.engine);
        }
      } catch (VecStoreException refused) {
        journal.add("refused " + refused.getMessage());
      }
    }
  }

  /** Returns the same file system, on which something happens while a segment is being made. */
  private StoreFs meddled(StoreFs disk) {
    InvocationHandler forward =
        (proxy, method, arguments) -> {
          boolean segment =
              method.getName().equals("createNew")
                  && String.valueOf(arguments[0]).startsWith("tmp-seg-");
          if (segment) {
            Runnable now = whileSealing;
            whileSealing = () -> {};
            now.run();
          }
          try {
            return method.invoke(disk, arguments);
          } catch (InvocationTargetException failure) {
            throw failure.getCause();
          }
        };
    return (StoreFs)
        Proxy.newProxyInstance(
            StoreFs.class.getClassLoader(), new Class<?>[] {StoreFs.class}, forward);
  }

  /** Closes the engine at the end of a block, whatever the disk does. */
  private record Opened(StoreEngine engine) implements AutoCloseable {
    @Override
    public void close() {
      engine.close();
    }
  }

  private void found(TreeMap<String, String> state) {
    created = true;
    journal.add("open " + state);
    int index = states.stream().map(EngineSubject::seen).toList().lastIndexOf(state);
    assertTrue(
        index >= durable,
        () ->
            "found "
                + state
                + ", expected one of "
                + states.subList(durable, states.size())
                + "; "
                + journal);
    states.subList(index + 1, states.size()).clear();
    durable = index;
  }

  private static TreeMap<String, String> state(StoreEngine engine) {
    TreeMap<String, String> state = state(engine.reader());
    engine.hidden().forEach((id, when) -> state.put(id, hidden(when.toEpochMilli(), "")));
    return state;
  }

  private static String hidden(long time, String value) {
    return "hidden at " + time + ": " + value;
  }

  private static boolean isHidden(String value) {
    return value.startsWith("hidden");
  }

  private static String shown(String value) {
    return value.substring(value.indexOf(": ") + 2);
  }

  private static long hiddenAt(String value) {
    return Long.parseLong(value.substring("hidden at ".length(), value.indexOf(":")));
  }

  /** Returns what of a state can be seen: of what is hidden, that it is, and since when. */
  private static TreeMap<String, String> seen(TreeMap<String, String> state) {
    TreeMap<String, String> seen = new TreeMap<>(state);
    seen.replaceAll((id, value) -> isHidden(value) ? hidden(hiddenAt(value), "") : value);
    return seen;
  }

  /** Reads everything, in three ways that must agree. */
  private static TreeMap<String, String> state(StoreReader reader) {
    TreeMap<String, String> state = new TreeMap<>();
    try (Stream<Document> all = reader.scan(Filter.everything())) {
      all.forEach(
          document -> {
            String before = state.put(document.id(), document.text().orElseThrow());
            assertEquals(null, before, document.id() + " is there twice");
          });
    }
    assertEquals(state.size(), reader.count());
    assertEquals(
        state.size(), reader.search(Query.nearest(1, 1).topK(2 * IDS)).size(), "by vector");
    assertEquals(
        state.size(), reader.search(Query.keywords("value").topK(2 * IDS)).size(), "by keyword");
    return state;
  }

  /** Returns whether the engine still works. */
  private boolean step(StoreEngine engine) {
    int choice = random.nextInt(18);
    try {
      switch (choice) {
        case 0 -> engine.optimize();
        case 1, 2 -> snapshot(engine, "snap" + random.nextInt(3));
        case 3 -> restore(engine);
        case 4 -> deleteSnapshot(engine);
        case 5, 6 -> {
          engine.sync();
          durable = states.size() - 1;
        }
        case 7 -> purge(engine);
        case 8 -> {
          whileSealing = () -> meddle(engine);
          engine.optimize();
        }
        default -> write(engine);
      }
      whileSealing = () -> {};
      journal.add(choice + " " + states.getLast());
      assertEquals(seen(states.getLast()), state(engine), "after a step; " + journal);
      return choice != 9; // which closes it and opens it again
    } catch (VecStoreException refused) {
      journal.add(choice + " " + refused.getMessage());
      return false;
    }
  }

  private void write(StoreEngine engine) {
    List<Operation> operations = new ArrayList<>();
    TreeMap<String, String> next = new TreeMap<>(states.getLast());
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      String id = "d" + random.nextInt(IDS);
      switch (random.nextInt(8)) {
        case 0 -> {
          operations.add(new Operation.Delete(id));
          next.remove(id);
        }
        case 1 -> {
          long time = nextValue++;
          operations.add(new Operation.Hide(id, time));
          next.computeIfPresent(id, (key, value) -> isHidden(value) ? value : hidden(time, value));
        }
        case 2 -> {
          operations.add(new Operation.Unhide(id));
          next.computeIfPresent(id, (key, value) -> isHidden(value) ? shown(value) : value);
        }
        default -> {
          String text = "value v" + nextValue++;
          operations.add(new Operation.Put(Document.of(id, nextValue, 1).withText(text)));
          next.put(id, text);
        }
      }
    }
    boolean sync = random.nextInt(3) > 0;
    write(engine, operations, next, sync);
  }

  private void write(
      StoreEngine engine, List<Operation> operations, TreeMap<String, String> next, boolean sync) {
    try {
      engine.write(operations, sync ? Durability.SYNC : Durability.MANUAL);
      states.add(next);
      durable = sync ? states.size() - 1 : durable;
    } catch (DurabilityUnknownException unknown) {
      states.add(next);
      throw unknown;
    }
  }

  /** A write that comes while rows are being merged: it kills some of them, perhaps. */
  private void meddle(StoreEngine engine) {
    try {
      write(engine);
    } catch (VecStoreException refused) {
      journal.add("meanwhile " + refused.getMessage());
    }
  }

  private void purge(StoreEngine engine) {
    long until = nextValue - random.nextInt(4);
    TreeMap<String, String> next = new TreeMap<>(states.getLast());
    next.values().removeIf(value -> isHidden(value) && hiddenAt(value) <= until);
    int gone = states.getLast().size() - next.size();
    try {
      assertEquals(gone, engine.purge(Instant.ofEpochMilli(until)), "purged");
    } catch (DurabilityUnknownException unknown) {
      states.add(next);
      throw unknown;
    }
    states.add(next);
  }

  private void snapshot(StoreEngine engine, String name) {
    if (!snapshots.containsKey(name) && !possibleSnapshots.containsKey(name)) {
      possibleSnapshots.put(name, states.getLast());
      engine.snapshots().create(name);
      durable = states.size() - 1;
      snapshots.put(name, possibleSnapshots.remove(name));
    }
  }

  /** Returns a state without what is hidden: what a reader sees. */
  private static TreeMap<String, String> live(TreeMap<String, String> state) {
    TreeMap<String, String> live = new TreeMap<>(state);
    live.values().removeIf(EngineSubject::isHidden);
    return live;
  }

  private void restore(StoreEngine engine) {
    if (snapshots.isEmpty()) {
      return;
    }
    String name = snapshots.keySet().iterator().next();
    states.add(snapshots.get(name));
    engine.snapshots().restore(name);
    durable = states.size() - 1;
  }

  private void deleteSnapshot(StoreEngine engine) {
    if (!snapshots.isEmpty()) {
      String name = snapshots.keySet().iterator().next();
      possibleSnapshots.put(name, snapshots.remove(name));
      engine.snapshots().delete(name);
      possibleSnapshots.remove(name);
    }
  }

  @Override
  public CrashSubject survive(StoreFs fs, long nextSeed) {
    EngineSubject next = new EngineSubject(nextSeed, 4);
    next.states.clear();
    next.states.addAll(states);
    next.durable = durable;
    next.snapshots.putAll(snapshots);
    next.possibleSnapshots.putAll(possibleSnapshots);
    next.nextValue = nextValue + 1000;
    next.journal.addAll(journal);
    if (!created && !StoreDirectory.exists(fs)) {
      return next;
    }
    assertTrue(StoreDirectory.exists(fs), "the store is gone");
    try (Opened store = new Opened(open(fs))) {
      next.found(state(store.engine));
      next.foundSnapshots(store.engine);
    }
    return next;
  }

  private void foundSnapshots(StoreEngine engine) {
    List<String> there =
        engine.snapshots().list().stream()
            .map(Snapshot::name)
            .filter(name -> !name.startsWith("pre-restore"))
            .toList();
    assertTrue(there.containsAll(snapshots.keySet()), () -> there + " of " + snapshots.keySet());
    for (String name : there) {
      TreeMap<String, String> expected = snapshots.getOrDefault(name, possibleSnapshots.get(name));
      try (StoreReader reader = engine.snapshots().open(name)) {
        assertEquals(expected == null ? null : live(expected), state(reader), name);
      }
      snapshots.put(name, expected);
    }
    possibleSnapshots.clear();
  }
}

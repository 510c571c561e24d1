package io.vecstore.persist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.DurabilityUnknownException;
import io.vecstore.core.error.VecStoreException;
import io.vecstore.core.schema.Verification;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.snapshot.SnapshotRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A {@link ToyStore} with a random script, and what may be expected of it. */
final class ToySubject implements CrashSubject {

  private final SplittableRandom random;
  private final int steps;

  /**
   * The states that the store has gone through, or may have; those before {@code durable} are
   * history for good.
   */
  private final List<TreeMap<Integer, Long>> states = new ArrayList<>();

  private final Map<String, TreeMap<Integer, Long>> snapshots = new LinkedHashMap<>();
  private final Map<String, TreeMap<Integer, Long>> possibleSnapshots = new LinkedHashMap<>();
  private final List<String> journal = new ArrayList<>();
  private final long seed;
  private final Bug bug; // null in a right engine
  private int durable;
  private boolean created;
  private boolean halfway; // restored on disk, and then the disk could not be read
  private long nextValue = 1;

  /** What the engine above the door can do wrong. */
  enum Bug {
    ACKNOWLEDGED_BEFORE_FORCE,
    TOMBSTONES_FORGOTTEN,
    FLUSHED_TOO_MUCH,
    COMPACTION_BRINGS_BACK_THE_DEAD
  }

  ToySubject(long seed, int steps) {
    this(seed, steps, null);
  }

  ToySubject(long seed, int steps, Bug bug) {
    this.bug = bug;
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.steps = steps;
    states.add(new TreeMap<>());
  }

  private DirectoryOptions options() {
    return DirectoryOptions.withBackground(Runnable::run)
        .withChecksums(Verification.FULL)
        .withWals(8192, 16384)
        .withRandom(new Random(seed));
  }

  @Override
  public void live(StoreFs fs) {
    int done = 0;
    for (int life = 0; life < 3 && done < steps; life++) {
      try (ToyStore store = ToyStore.open(fs, options(), bug)) {
        found(store.state());
        halfway = false;
        while (done < steps && !store.directory().failed() && !halfway) {
          done++;
          step(store);
        }
      } catch (VecStoreException refused) {
        // The disk does not work any more, or not now: the next life sees.
        journal.add("refused " + refused.getMessage());
      }
    }
  }

  /** After opening, what was found is the state, and it is safe. */
  private void found(TreeMap<Integer, Long> state) {
    created = true;
    journal.add("open " + state);
    int index = states.lastIndexOf(state);
    assertTrue(index >= durable, () -> describe(state));
    states.subList(index + 1, states.size()).clear();
    durable = index;
  }

  private String describe(TreeMap<Integer, Long> state) {
    return "found "
        + state
        + ", expected one of "
        + states.subList(durable, states.size())
        + "; "
        + journal;
  }

  private TreeMap<Integer, Long> now() {
    return states.getLast();
  }

  private void step(ToyStore store) {
    int choice = random.nextInt(12);
    try {
      switch (choice) {
        case 0, 1 -> flush(store);
        case 2 -> store.compact();
        case 3 -> snapshot(store, "snap" + random.nextInt(3));
        case 4 -> restore(store);
        case 5 -> deleteSnapshot(store);
        case 6 -> {
          store.force();
          durable = states.size() - 1;
        }
        default -> write(store);
      }
      journal.add(choice + " " + now());
    } catch (VecStoreException refused) {
      // Every step keeps its own account of what may have happened.
      journal.add(choice + " " + refused.getMessage());
    }
    if (!store.directory().failed() && !halfway) {
      assertEquals(now(), store.state(), "after a step");
    }
  }

  private void flush(ToyStore store) {
    store.flush();
    durable = states.size() - 1;
  }

  private void write(ToyStore store) {
    List<Map<Integer, Long>> batches = new ArrayList<>();
    List<TreeMap<Integer, Long>> next = new ArrayList<>();
    TreeMap<Integer, Long> state = new TreeMap<>(now());
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      Map<Integer, Long> batch = new LinkedHashMap<>();
      for (int k = random.nextInt(1, 5); k > 0; k--) {
        batch.put(random.nextInt(12), random.nextInt(5) == 0 ? -1 : nextValue++);
      }
      state.putAll(batch);
      state.values().removeIf(value -> value < 0);
      batches.add(batch);
      next.add(new TreeMap<>(state));
    }
    boolean sync = random.nextInt(3) > 0;
    try {
      store.write(batches, sync, random.nextInt(4) == 0 ? random.nextInt(3000) : 0);
      states.addAll(next);
      durable = sync ? states.size() - 1 : durable;
    } catch (DurabilityUnknownException unknown) {
      states.addAll(next);
    }
  }

  private void snapshot(ToyStore store, String name) {
    if (!snapshots.containsKey(name) && !possibleSnapshots.containsKey(name)) {
      possibleSnapshots.put(name, now());
      store.snapshot(name);
      durable = states.size() - 1;
      possibleSnapshots.remove(name);
      snapshots.put(name, now());
    }
  }

  private void restore(ToyStore store) {
    if (!snapshots.isEmpty()) {
      String name = snapshots.keySet().iterator().next();
      TreeMap<Integer, Long> restored = snapshots.get(name);
      long generation = store.directory().manifest().generation();
      try {
        store.restore(name);
        states.add(restored);
        durable = states.size() - 1;
      } catch (DurabilityUnknownException unknown) {
        states.add(restored);
      } catch (VecStoreException unreadable) {
        if (store.directory().manifest().generation() > generation) {
          states.add(restored);
          durable = states.size() - 1;
          halfway = true;
        }
      }
    }
  }

  private void deleteSnapshot(ToyStore store) {
    if (!snapshots.isEmpty()) {
      String name = snapshots.keySet().iterator().next();
      possibleSnapshots.put(name, snapshots.remove(name));
      store.directory().snapshots().delete(name);
      possibleSnapshots.remove(name);
    }
  }

  @Override
  public CrashSubject survive(StoreFs fs, long nextSeed) {
    ToySubject next = new ToySubject(nextSeed, 4, bug);
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
    try (ToyStore store = ToyStore.open(fs, options(), bug)) {
      next.found(store.state());
      next.foundSnapshots(store);
    }
    return next;
  }

  private void foundSnapshots(ToyStore store) {
    List<String> there =
        store.directory().snapshots().list().stream().map(SnapshotRef::name).toList();
    assertTrue(there.containsAll(snapshots.keySet()), () -> there + " of " + snapshots.keySet());
    for (String name : there) {
      TreeMap<Integer, Long> expected = snapshots.getOrDefault(name, possibleSnapshots.get(name));
      assertEquals(expected, store.snapshotState(name, options()), name);
      snapshots.put(name, expected);
    }
    possibleSnapshots.clear();
  }
}

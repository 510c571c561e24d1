package io.vecstore.internal.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.VecStoreException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.model.Snapshot;
import io.vecstore.core.schema.DatabaseOptions;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.OpenOptions;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.TextSpec;
import io.vecstore.core.schema.Verification;
import io.vecstore.core.tenant.NamespaceProfile;
import io.vecstore.core.tenant.Quotas;
import io.vecstore.core.tenant.Usage;
import io.vecstore.internal.operation.Operation;
import io.vecstore.internal.store.StoreEngine;
import io.vecstore.internal.store.StoreReader;
import io.vecstore.persist.CrashSubject;
import io.vecstore.persist.DirectoryOptions;
import io.vecstore.persist.fs.StoreFs;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A database under a random script, and what may be expected of it after a crash. */
final class DatabaseSubject implements CrashSubject {

  private static final Schema SCHEMA =
      Schema.of(2, Metric.EUCLIDEAN).withText(TextSpec.whitespace()).indexedBy(IndexSpec.flat());
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final String SNAPSHOT = "snapshot/";

  private final SplittableRandom random;
  private final int steps;
  private final long seed;

  /** What each snapshot holds, if there is one of that name. */
  private final TreeMap<String, TreeMap<String, TreeMap<String, String>>> contents =
      new TreeMap<>();

  /** By "collection/a" or "namespace/a": the texts by id; by "snapshot/a" nothing. */
  private TreeMap<String, TreeMap<String, String>> certain = new TreeMap<>();

  /** What there is instead if the step that failed has happened. */
  private TreeMap<String, TreeMap<String, String>> maybe = certain;

  private final List<String> journal = new ArrayList<>();
  private int nextValue = 1;

  DatabaseSubject(long seed, int steps) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.steps = steps;
  }

  private Database open(StoreFs fs) {
    DirectoryOptions files =
        DirectoryOptions.withBackground(Runnable::run)
            .withChecksums(Verification.FULL)
            .withWals(8192, 16384)
            .withRandom(new Random(seed));
    OpenOptions options = OpenOptions.defaults().compaction(false).buildThreads(1);
    return Database.open(
        fs,
        DatabaseOptions.defaults().openNamespaces(1).stores(_ -> options),
        (place, schema, guard) -> StoreEngine.open(place, schema, options, files, guard, () -> {}));
  }

  /** Closes the database at the end of a block, whatever the disk does. */
  private record Opened(Database database) implements AutoCloseable {
    @Override
    public void close() {
      database.close();
    }
  }

  @Override
  public void live(StoreFs fs) {
    int done = 0;
    for (int life = 0; life < 3 && done < steps; life++) {
      try (Opened opened = new Opened(open(fs))) {
        certain = found(opened.database);
        maybe = certain;
        for (boolean works = true; works && done < steps; done++) {
          works = step(opened.database);
        }
      } catch (VecStoreException refused) {
        journal.add("refused " + refused.getMessage());
      }
    }
  }

  private TreeMap<String, TreeMap<String, String>> found(Database database) {
    TreeMap<String, TreeMap<String, String>> there = state(database);
    journal.add("open " + there);
    assertTrue(
        there.equals(certain) || there.equals(maybe),
        () -> "found " + there + ", expected " + certain + " or " + maybe + "; " + journal);
    return there;
  }

  private static TreeMap<String, TreeMap<String, String>> state(Database database) {
    TreeMap<String, TreeMap<String, String>> state = new TreeMap<>();
    for (String name : database.collections()) {
      state.put("collection/" + name, texts(database.collection(name).reader()));
    }
    for (NamespaceProfile profile : database.namespaces()) {
      TenantAccess access = database.namespace(profile.id());
      TreeMap<String, String> texts = access.read(engine -> texts(engine.reader()));
      state.put("namespace/" + profile.id(), texts);
      Usage usage = access.usage();
      assertEquals(texts.size(), usage.vectors(), "counted and there");
      long bytes =
          access.read(
              engine -> {
                try (Stream<Document> all = engine.reader().scan(Filter.everything())) {
                  return all.mapToLong(
                          d ->
                              Quotas.ROW_OVERHEAD
                                  + 8
                                  + io.vecstore.core.model.MetadataCodec.encode(d.metadata()).length
                                  + d.text().orElseThrow().length())
                      .sum();
                }
              });
      assertEquals(bytes, usage.storageBytes(), "bytes counted and there");
    }
    for (Snapshot snapshot : database.snapshots()) {
      if (!snapshot.name().startsWith("pre-restore-")) {
        state.put(SNAPSHOT + snapshot.name(), new TreeMap<>());
      }
    }
    return state;
  }

  private static TreeMap<String, String> texts(StoreReader reader) {
    TreeMap<String, String> texts = new TreeMap<>();
    try (Stream<Document> all = reader.scan(Filter.everything())) {
      all.forEach(document -> texts.put(document.id(), document.text().orElseThrow()));
    }
    return texts;
  }

  /** Returns whether the database still works. */
  private boolean step(Database database) {
    TreeMap<String, TreeMap<String, String>> next = new TreeMap<>();
    certain.forEach((name, texts) -> next.put(name, new TreeMap<>(texts)));
    String kind = random.nextInt(3) == 0 ? "collection/" : "namespace/";
    String name = NAMES.get(random.nextInt(NAMES.size()));
    boolean there = next.containsKey(kind + name);
    try {
      if (random.nextInt(5) == 0) {
        snapshot(database, name, next);
        certain = next;
        maybe = next;
        assertEquals(certain, state(database), () -> "after a step; " + journal);
        return true;
      }
      String copied = kind + NAMES.get((NAMES.indexOf(name) + 1) % NAMES.size());
      if (!there && next.containsKey(copied) && random.nextInt(2) == 0) {
        next.put(kind + name, new TreeMap<>(next.get(copied)));
        maybe = next;
        copy(database, copied, name);
      } else if (!there) {
        next.put(kind + name, new TreeMap<>());
        maybe = next;
        create(database, kind, name);
      } else if (random.nextInt(5) == 0) {
        next.remove(kind + name);
        maybe = next;
        drop(database, kind, name);
      } else if (kind.equals("collection/") && random.nextInt(3) == 0) {
        move(database, name, next);
      } else {
        write(database, kind, name, next);
      }
      certain = next;
      maybe = next;
      assertEquals(certain, state(database), () -> "after a step; " + journal);
      return true;
    } catch (VecStoreException refused) {
      journal.add("failed " + refused.getMessage());
      return false;
    }
  }

  /** Takes a snapshot, or brings all back to it, or deletes it. */
  private void snapshot(
      Database database, String name, TreeMap<String, TreeMap<String, String>> next) {
    if (!next.containsKey(SNAPSHOT + name)) {
      journal.add("snapshot " + name);
      TreeMap<String, TreeMap<String, String>> content = new TreeMap<>();
      next.forEach((key, texts) -> content.put(key, new TreeMap<>(texts)));
      content.keySet().removeIf(key -> key.startsWith(SNAPSHOT));
      contents.put(name, content);
      next.put(SNAPSHOT + name, new TreeMap<>());
      maybe = next;
      database.snapshot(name);
    } else if (random.nextInt(3) > 0) {
      journal.add("restore " + name + " " + contents.get(name));
      next.keySet().removeIf(key -> !key.startsWith(SNAPSHOT));
      contents.get(name).forEach((key, texts) -> next.put(key, new TreeMap<>(texts)));
      maybe = next;
      database.restoreSnapshot(name);
    } else {
      journal.add("delete snapshot " + name);
      next.remove(SNAPSHOT + name);
      maybe = next;
      database.deleteSnapshot(name);
    }
  }

  private void create(Database database, String kind, String name) {
    journal.add("create " + kind + name);
    if (kind.equals("collection/")) {
      database.createCollection(name, SCHEMA);
    } else {
      database.createNamespace(
          SCHEMA,
          NamespaceProfile.of(name, database.clock().instant())
              .limitedTo(Quotas.pro().maxRequestsPerSecond(1_000_000)));
    }
  }

  private void copy(Database database, String from, String name) {
    journal.add("copy " + from + " to " + name);
    String source = from.substring(from.indexOf('/') + 1);
    if (from.startsWith("collection/")) {
      database.copyCollection(source, name);
    } else {
      database.copyNamespace(
          source,
          NamespaceProfile.of(name, database.clock().instant())
              .limitedTo(Quotas.pro().maxRequestsPerSecond(1_000_000)));
    }
  }

  private void drop(Database database, String kind, String name) {
    journal.add("drop " + kind + name);
    if (kind.equals("collection/")) {
      database.dropCollection(name);
    } else {
      database.dropNamespace(name);
    }
  }

  private void move(Database database, String name, TreeMap<String, TreeMap<String, String>> next) {
    String other = NAMES.get((NAMES.indexOf(name) + 1) % NAMES.size());
    journal.add("move " + name + " " + other);
    TreeMap<String, String> moved = next.remove("collection/" + name);
    TreeMap<String, String> before = next.put("collection/" + other, moved);
    if (before == null) {
      maybe = next;
      database.renameCollection(name, other);
    } else {
      next.put("collection/" + name, before);
      maybe = next;
      database.swapCollections(name, other);
    }
  }

  private void write(
      Database database, String kind, String name, TreeMap<String, TreeMap<String, String>> next) {
    List<Operation> operations = new ArrayList<>();
    TreeMap<String, String> texts = next.get(kind + name);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      String id = "d" + random.nextInt(6);
      if (random.nextInt(4) == 0) {
        operations.add(new Operation.Delete(id));
        texts.remove(id);
      } else {
        String text = "v" + nextValue++;
        operations.add(new Operation.Put(Document.of(id, nextValue, 1).withText(text)));
        texts.put(id, text);
      }
    }
    maybe = next;
    journal.add("write " + kind + name + " " + texts);
    if (kind.equals("collection/")) {
      database.collection(name).write(operations);
    } else {
      database.namespace(name).write(operations);
    }
  }

  @Override
  public CrashSubject survive(StoreFs fs, long nextSeed) {
    DatabaseSubject next = new DatabaseSubject(nextSeed, 4);
    next.certain = certain;
    next.maybe = maybe;
    next.contents.putAll(contents);
    next.nextValue = nextValue + 1000;
    next.journal.addAll(journal);
    try (Opened opened = new Opened(open(fs))) {
      next.certain = next.found(opened.database);
      next.maybe = next.certain;
    }
    return next;
  }
}

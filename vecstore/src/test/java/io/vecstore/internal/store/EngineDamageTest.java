package io.vecstore.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.StorageException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Hit;
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
import io.vecstore.persist.DirectoryOptions;
import io.vecstore.persist.fs.SimFs;
import io.vecstore.persist.fs.StoreFs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Damages every kind of file of a closed store, at random places: opening and reading it gives the
 * same answers, or an error that names the file; never another answer, another error, or no end.
 */
@Tag("once")
class EngineDamageTest {

  private static final int DOCUMENTS = 40;
  private static final Schema SCHEMA =
      Schema.of(3, Metric.COSINE)
          .withText(TextSpec.english())
          .indexedBy(IndexSpec.hnsw().exactBelow(10));

  private enum Damage {
    FLIPPED_BIT,
    ZEROED_BLOCK,
    CUT_OFF,
    GARBAGE,
    REPEATED_BLOCK,
    MISSING,
    EXCHANGED
  }

  private enum Outcome {
    SAME_ANSWERS,
    TYPED_ERROR
  }

  @Test
  void damageIsReportedOrHarmless() {
    Map<Outcome, Integer> outcomes = run(16_000, Verification.FULL);
    assertTrue(outcomes.get(Outcome.TYPED_ERROR) > 2_000, outcomes::toString);
    assertTrue(outcomes.get(Outcome.SAME_ANSWERS) > 500, outcomes::toString);
  }

  @Test
  void damageThatNoChecksumWasAskedAboutEndsInATypedErrorAtMost() {
    run(4_000, Verification.FAST);
  }

  @Test
  void whatIsMadeAgainIsReported() throws Exception {
    SimFs whole = store();
    StoreEngine well = open(whole.afterKill(), Verification.FULL);
    assertEquals(List.of(), well.findings());
    well.close();
    String segment =
        whole.list("").stream().filter(name -> name.startsWith("seg-")).findFirst().orElseThrow();
    int reported = 0;
    for (long seed = 0; seed < 300; seed++) {
      SimFs image = damaged(whole, segment, Damage.FLIPPED_BIT, seed);
      try {
        StoreEngine engine = open(image, Verification.FULL);
        reported += engine.findings().isEmpty() ? 0 : 1;
        engine.close();
      } catch (StorageException primary) {
        // Damage that cannot be made good is an error, which the other tests are about.
      }
    }
    assertTrue(reported > 20, reported + " of 300");
  }

  @Test
  @Tag("slow")
  void muchDamageIsReportedOrHarmless() {
    run(Integer.getInteger("damages", 100_000), Verification.FULL);
  }

  private static Map<Outcome, Integer> run(int cases, Verification mode) {
    SimFs whole = store();
    List<Object> expected = answers(whole.afterKill(), Verification.FULL);
    List<String> files =
        whole.list("").stream()
            .filter(name -> !name.startsWith("LOCK"))
            .filter(name -> !name.equals("snapshots"))
            .toList();
    long first = Long.getLong("seed", 7);
    Map<Outcome, Integer> outcomes =
        LongStream.range(first, first + cases)
            .parallel()
            .mapToObj(seed -> judge(whole, files, seed, expected, mode))
            .collect(Collectors.toConcurrentMap(outcome -> outcome, outcome -> 1, Integer::sum));
    System.out.printf(
        "damaged stores from seed %d, verified %s, heap of at most %d MB: %s%n",
        first, mode, Runtime.getRuntime().maxMemory() >> 20, outcomes);
    return outcomes;
  }

  private static Outcome judge(
      SimFs whole, List<String> files, long seed, List<Object> expected, Verification mode) {
    SplittableRandom random = new SplittableRandom(seed);
    String file = files.get(random.nextInt(files.size()));
    Damage damage = Damage.values()[random.nextInt(Damage.values().length)];
    String what = "seed " + seed + ": " + file + " " + damage;
    try {
      return assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> outcome(damaged(whole, file, damage, random.nextLong()), expected, mode),
          what);
    } catch (Exception | Error untyped) {
      throw new AssertionError(what + ": " + untyped, untyped);
    }
  }

  private static StoreEngine open(StoreFs fs, Verification mode) {
    OpenOptions options = OpenOptions.defaults().durability(Durability.MANUAL).compaction(false);
    DirectoryOptions files = DirectoryOptions.withBackground(Runnable::run).withChecksums(mode);
    return StoreEngine.open(
        fs, Optional.of(SCHEMA), options.buildThreads(1), files, WriteGuard.none(), () -> {});
  }

  /** A store with a segment that has a graph, one that has none, tombstones, and a log. */
  private static SimFs store() {
    SimFs fs = new SimFs();
    StoreEngine engine = open(fs, Verification.FULL);
    write(engine, 0, DOCUMENTS / 2);
    engine.optimize();
    write(engine, DOCUMENTS / 2, DOCUMENTS - 5);
    engine.snapshots().create("flush");
    engine.write(List.of(new Operation.Delete("d3"), new Operation.Hide("d4", 1)));
    engine.snapshots().create("tombstones");
    write(engine, DOCUMENTS - 5, DOCUMENTS);
    engine.close();
    return fs;
  }

  private static void write(StoreEngine engine, int from, int to) {
    List<Operation> operations = new ArrayList<>();
    for (int i = from; i < to; i++) {
      operations.add(
          new Operation.Put(
              Document.of("d" + i, i, 1, (i * 7) % 11)
                  .withText("document number " + i + (i % 3 == 0 ? " is divisible" : ""))
                  .withMetadata(Map.of("n", i, "tags", List.of("t" + i % 4, "all")))));
    }
    engine.write(operations);
  }

  private static SimFs damaged(SimFs whole, String file, Damage damage, long seed)
      throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    SimFs fs = whole.afterKill();
    byte[] bytes = fs.bytes(file);
    int at = random.nextInt(bytes.length);
    switch (damage) {
      case FLIPPED_BIT ->
          fs.damage(file, at, new byte[] {(byte) (bytes[at] ^ (1 << random.nextInt(8)))});
      case ZEROED_BLOCK -> fs.damage(file, at, new byte[Math.min(64, bytes.length - at)]);
      case CUT_OFF -> fs.truncate(file, at);
      case GARBAGE -> {
        byte[] garbage = new byte[Math.min(16, bytes.length - at)];
        random.nextBytes(garbage);
        fs.damage(file, at, garbage);
      }
      case REPEATED_BLOCK -> {
        int from = random.nextInt(bytes.length);
        int length = Math.min(512, bytes.length - Math.max(at, from));
        fs.damage(file, at, Arrays.copyOfRange(bytes, from, from + length));
      }
      case MISSING -> fs.delete(file);
      case EXCHANGED -> {
        List<String> others = fs.list("").stream().filter(name -> name.contains("-0")).toList();
        String other = others.get(random.nextInt(others.size()));
        if (!other.equals(file)) {
          fs.delete(file);
          fs.link(other, file);
        }
      }
    }
    return fs;
  }

  private static Outcome outcome(SimFs fs, List<Object> expected, Verification mode) {
    try {
      List<Object> answers = answers(fs, mode);
      if (mode == Verification.FULL) {
        assertEquals(expected, answers);
      }
      return Outcome.SAME_ANSWERS;
    } catch (StorageException reported) {
      boolean named = reported instanceof CorruptStoreException || reported.getMessage() != null;
      assertTrue(named, reported::toString);
      return Outcome.TYPED_ERROR;
    }
  }

  private static List<Object> answers(SimFs fs, Verification mode) {
    StoreEngine engine = open(fs, mode);
    try {
      List<Object> answers = new ArrayList<>();
      StoreReader reader = engine.reader();
      try (Stream<Document> all = reader.scan(Filter.everything())) {
        answers.add(all.sorted(java.util.Comparator.comparing(Document::id)).toList());
      }
      answers.add(ids(reader, Query.nearest(1, 2, 3).topK(20)));
      answers.add(
          ids(reader, Query.nearest(1, 2, 3).topK(5).where("n >= 10 AND tags CONTAINS 't1'")));
      answers.add(ids(reader, Query.keywords("divisible \"document number\"").topK(50)));
      answers.add(reader.get("d7"));
      answers.add(reader.get("d3"));
      answers.add(engine.hidden());
      return answers;
    } finally {
      engine.close();
    }
  }

  private static List<String> ids(StoreReader reader, Query query) {
    return reader.search(query).stream().map(Hit::id).toList();
  }
}

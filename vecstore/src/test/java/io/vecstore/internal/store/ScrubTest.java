package io.vecstore.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.model.Document;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.OpenOptions;
import io.vecstore.core.schema.Schema;
import io.vecstore.internal.operation.Operation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage in the large sections of a large segment, which opening does not read. */
class ScrubTest {

  private static final Schema SCHEMA = Schema.of(384, Metric.EUCLIDEAN).indexedBy(IndexSpec.flat());

  @TempDir private Path live;

  private StoreEngine open() {
    return StoreEngine.open(live, Optional.of(SCHEMA), OpenOptions.defaults());
  }

  private static Operation put(RandomGenerator random, int i) {
    float[] vector = new float[384];
    for (int at = 0; at < vector.length; at++) {
      vector[at] = random.nextFloat();
    }
    return new Operation.Put(Document.of("d" + i, vector));
  }

  /** A store of 9 MB in one segment, as a session that was not closed leaves it. */
  private void writeAndCrash() throws IOException {
    StoreEngine store = open();
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    store.write(IntStream.range(0, 6_000).mapToObj(i -> put(random, i)).toList());
    store.optimize();
    store.write(List.of(put(random, 6_000)));
    Path copy = Files.createTempDirectory(live.getParent(), "crashed");
    copy(live, copy);
    store.close();
    copy(copy, live);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> old = Files.list(to)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void afterACrashDamageInALargeSectionIsReported() throws IOException {
    writeAndCrash();
    Path segment = largeSegment();
    byte[] bytes = Files.readAllBytes(segment);
    bytes[5 << 20] ^= 1;
    Files.write(segment, bytes);
    StoreEngine store = open();
    store.awaitScrub();
    List<String> findings = store.findings();
    assertEquals(1, findings.size(), findings::toString);
    assertTrue(findings.getFirst().contains("[vectors]"), findings::toString);
    store.close();
  }

  @Test
  void aPageThatTheDiskDoesNotGiveBackIsAnErrorOfTheRead() throws IOException {
    writeAndCrash();
    try (StoreEngineAtEnd store = new StoreEngineAtEnd(open())) {
      try (FileChannel file = FileChannel.open(largeSegment(), StandardOpenOption.WRITE)) {
        file.truncate(1 << 20);
      }
      assertThrows(
          CorruptStoreException.class,
          () -> IntStream.range(0, 6_000).forEach(i -> store.engine.reader().get("d" + i)));
      assertEquals(1, store.engine.write(List.of(new Operation.Delete("d6000"))), "writes go on");
    }
  }

  /** Closes the engine whatever happens. */
  private record StoreEngineAtEnd(StoreEngine engine) implements AutoCloseable {
    @Override
    public void close() {
      engine.close();
    }
  }

  private Path largeSegment() throws IOException {
    try (Stream<Path> files = Files.list(live)) {
      return files
          .filter(file -> file.toString().endsWith(".vseg") && file.toFile().length() > 8 << 20)
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void aStoreThatIsWellHasNoFindingsAfterACrash() throws IOException {
    writeAndCrash();
    StoreEngine store = open();
    store.awaitScrub();
    assertEquals(List.of(), store.findings());
    assertEquals(6_001, store.reader().count());
    store.close();
  }
}

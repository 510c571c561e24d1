package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.AlreadyExistsException;
import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.NotAStoreException;
import io.vecstore.core.model.Document;
import io.vecstore.core.report.CheckExtent;
import io.vecstore.core.report.CheckReport;
import io.vecstore.core.report.RepairReport;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.TextSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Check, repair and salvage of a store that nobody has open. */
class StoreAtRestTest {

  private static final Schema SCHEMA =
      Schema.of(2, Metric.EUCLIDEAN)
          .withText(TextSpec.whitespace())
          .indexedBy(IndexSpec.hnsw().exactBelow(100));

  @TempDir private Path temp;
  private Path live;
  private StoreAtRest rest;

  /** 300 sealed documents, of which some are deleted or hidden, and a few in the log. */
  @BeforeEach
  void write() {
    live = temp.resolve("live");
    rest = StoreAtRest.in(live);
    try (VecStore store = VecStore.open(live, SCHEMA)) {
      store.ingest(IntStream.range(0, 300).mapToObj(i -> document(i, "first")));
      store.optimize();
      store.delete("d1");
      store.softDelete("d2");
      store.upsert(document(3, "second"));
      store.snapshots().create("before");
      store.upsert(document(4, "third"));
      store.delete("d5");
      store.upsert(document(300, "first"));
    }
  }

  private static Document document(int i, String text) {
    return Document.of("d" + i, i, i % 7).withText(text).withMetadata(Map.of("n", i));
  }

  private void assertAllIsThere(Path directory) {
    try (VecStore store = VecStore.open(directory, SCHEMA)) {
      assertEquals(298, store.count());
      assertTrue(store.get("d1").isEmpty());
      assertTrue(store.get("d5").isEmpty());
      assertEquals(document(3, "second"), store.get("d3").orElseThrow());
      assertEquals(document(4, "third"), store.get("d4").orElseThrow());
      assertEquals(List.of("d2"), List.copyOf(store.deleted().keySet()));
      assertTrue(store.restore("d2"));
      assertEquals(document(2, "first"), store.get("d2").orElseThrow());
    }
  }

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.list(live)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static void flip(Path file, long at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) at] ^= 4;
    Files.write(file, bytes);
  }

  private Path largestSegment() throws IOException {
    return files(".vseg").stream()
        .max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
        .orElseThrow();
  }

  @Test
  void aStoreThatIsWellHasNoFindings() {
    for (CheckExtent extent : CheckExtent.values()) {
      CheckReport report = rest.check(extent);
      assertEquals(List.of(), report.findings());
      assertEquals(0, report.exitCode());
    }
    assertTrue(rest.check(CheckExtent.FULL).bytes() > rest.check(CheckExtent.QUICK).bytes());
  }

  @Test
  void aDirectoryWithoutAStoreCannotBeRead() {
    assertEquals(3, StoreAtRest.in(temp.resolve("none")).check(CheckExtent.QUICK).exitCode());
  }

  @Test
  void aFlippedBitIsFoundAndNamed() throws IOException {
    flip(largestSegment(), 200);
    CheckReport report = rest.check(CheckExtent.FULL);
    assertEquals(2, report.exitCode());
    assertTrue(report.findings().getFirst().file().contains(largestSegment().getFileName() + "["));
  }

  @Test
  void aRepairSavesTheRestAndSaysWhatItLost() throws IOException {
    flip(largestSegment(), 200);
    assertThrows(CorruptStoreException.class, () -> VecStore.open(live).close());
    RepairReport report = rest.repair(temp.resolve("repaired"));
    assertFalse(report.complete());
    assertEquals(300, report.lostRows());
    try (VecStore repaired = VecStore.open(temp.resolve("repaired"))) {
      assertEquals(document(4, "third"), repaired.get("d4").orElseThrow());
      assertEquals(3, report.records(), "an upsert, a deletion, an upsert");
      assertEquals(3, repaired.count(), "d3 of the intact segment, d4 and d300 of the log");
    }
    assertThrows(AlreadyExistsException.class, () -> rest.repair(temp.resolve("repaired")));
  }

  @Test
  void aStoreWithoutItsManifestIsSalvaged() throws IOException {
    for (Path manifest : files("")) {
      if (manifest.getFileName().toString().startsWith("MANIFEST")) {
        Files.delete(manifest);
      }
    }
    assertThrows(CorruptStoreException.class, () -> VecStore.open(live).close());
    assertThrows(CorruptStoreException.class, () -> rest.repair(temp.resolve("repaired")));
    RepairReport report = rest.salvage(temp.resolve("salvaged"), SCHEMA);
    assertTrue(report.complete(), report::toString);
    assertAllIsThere(temp.resolve("salvaged"));
    assertThrows(
        AlreadyExistsException.class, () -> rest.salvage(temp.resolve("salvaged"), SCHEMA));
  }

  @Test
  void aSalvageLeavesADamagedSegmentAndSaysSo() throws IOException {
    flip(largestSegment(), 200);
    RepairReport report = rest.salvage(temp.resolve("salvaged"), SCHEMA);
    assertEquals(1, report.lostSegments().size());
    try (VecStore salvaged = VecStore.open(temp.resolve("salvaged"))) {
      assertEquals(document(4, "third"), salvaged.get("d4").orElseThrow());
    }
  }

  @Test
  void nothingIsSalvagedOfNothing() {
    StoreAtRest nothing = StoreAtRest.in(temp.resolve("none"));
    assertThrows(NotAStoreException.class, () -> nothing.salvage(temp.resolve("salvaged"), SCHEMA));
  }
}

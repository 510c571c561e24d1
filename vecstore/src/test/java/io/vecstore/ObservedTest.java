package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import io.vecstore.core.report.StoreStats;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store tells about itself: its statistics, and its events. */
class ObservedTest {

  private static final Schema SCHEMA =
      Schema.of(2, Metric.EUCLIDEAN).indexedBy(IndexSpec.hnsw().exactBelow(10));

  @TempDir Path folder;

  private VecStore open() {
    return VecStore.open(folder.resolve("store"), SCHEMA, o -> o.compaction(false));
  }

  private static void fill(VecStore store) {
    store.ingest(IntStream.range(0, 50).mapToObj(i -> Document.of("d" + i, i, 1)));
  }

  @Test
  void statsAddUp() {
    try (VecStore store = open()) {
      assertEquals(new StoreStats(0, 0, 0, 0, 0, 0, 0, 0, 0), store.stats());
      fill(store);
      store.delete("d0");
      store.softDelete("d1");
      store.upsert(Document.of("d2", 7, 7));
      StoreStats before = store.stats();
      assertEquals(48, before.documents());
      assertEquals(store.count(), before.documents());
      assertEquals(1, before.hidden());
      assertEquals(2, before.deletedRows());
      assertEquals(51, before.activeRows());
      assertEquals(0, before.segments());
      assertEquals(1, before.logs());
      assertEquals(4, before.lastWrite());
      assertEquals(before.lastWrite(), before.durableWrites());
      store.optimize();
      StoreStats after = store.stats();
      assertEquals(48, after.documents());
      assertEquals(0, after.deletedRows());
      assertEquals(0, after.activeRows());
      assertEquals(1, after.segments());
      assertTrue(after.segmentBytes() > 50 * 8, after.toString());
    }
  }

  @Test
  void flightRecorderIsTold() throws IOException {
    Path file = folder.resolve("events.jfr");
    try (Recording recording = new Recording();
        VecStore store = open()) {
      recording.start();
      fill(store);
      store.optimize();
      store.search(Query.nearest(1, 1).topK(3).where("x = 1"));
      store.search(Query.nearest(1, 1).topK(3));
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().startsWith("io.vecstore."))
            .toList();
    // Sealing may be cut short and done again by whoever hurries: once at least, not once exactly.
    RecordedEvent write = named(events, "Write").getFirst();
    assertEquals(50, write.getInt("operations"));
    assertEquals("SYNC", write.getString("durability"));
    assertTrue(write.getLong("bytes") > 50 * 8);
    assertEquals(50, named(events, "GraphBuild").getFirst().getInt("rows"));
    assertEquals(50, named(events, "Compaction").getFirst().getLong("rows"));
    assertTrue(named(events, "Compaction").stream().anyMatch(event -> event.getBoolean("graph")));
    assertEquals(1, named(events, "Commit").getFirst().getInt("segments"));
    List<RecordedEvent> queries = named(events, "Query");
    assertEquals(List.of(0, 3), queries.stream().map(event -> event.getInt("hits")).toList());
    assertTrue(queries.getFirst().getBoolean("filtered"));
    assertEquals("NEAREST", queries.getLast().getString("kind"));
    assertEquals(folder.resolve("store").toString(), queries.getLast().getString("store"));
  }

  private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
    List<RecordedEvent> found =
        events.stream()
            .filter(event -> event.getEventType().getName().equals("io.vecstore." + name))
            .sorted(Comparator.comparing(RecordedEvent::getStartTime))
            .toList();
    assertFalse(found.isEmpty(), name);
    return found;
  }
}

package io.vecstore.core.column;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.filter.Area;
import io.vecstore.core.filter.Comparison;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.filter.Operand;
import io.vecstore.core.filter.RandomFilters;
import io.vecstore.core.filter.Subject;
import io.vecstore.core.model.FieldPath;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.model.MetadataValue;
import io.vecstore.core.model.RandomMetadata;
import io.vecstore.core.spi.MemorySections;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.Section;
import io.vecstore.core.testkit.Forall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ColumnsTest {

  private static final List<List<String>> TAGS =
      List.of(List.of("a", "b"), List.of("c", "d", "e"), List.of());

  private static ActiveColumns active(List<Metadata> documents) {
    ActiveColumns columns = new ActiveColumns();
    documents.forEach(document -> columns.add(columns.rows(), document));
    return columns;
  }

  private static SealedColumns sealed(List<Section> sections, int rows) {
    return SealedColumns.open(new MemorySections("test", sections, Arena.ofAuto()), rows);
  }

  private static List<Metadata> documents(SplittableRandom random, int count) {
    RandomMetadata world = new RandomMetadata(random);
    List<Metadata> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      documents.add(world.document());
    }
    return documents;
  }

  private static void assertAgrees(Filter filter, List<Metadata> documents, Columns columns) {
    int rows = columns instanceof SealedColumns ? columns.rows() : documents.size();
    OrdinalBits found = columns.matching(filter, rows);
    assertEquals(rows, found.size());
    for (int row = 0; row < rows; row++) {
      int at = row;
      assertEquals(
          filter.matches(documents.get(row)),
          found.contains(row),
          () -> filter + " of row " + at + ": " + documents.get(at) + " in " + columns);
    }
  }

  @Test
  void growingAndSealedColumnsAgreeWithTheMeaningOfEveryFilter() {
    Forall.cases(120)
        .check(
            random -> {
              List<Metadata> documents = documents(random, random.nextInt(100));
              ActiveColumns active = active(documents);
              SealedColumns sealed =
                  sealed(SealedColumns.build(documents.iterator()), documents.size());
              int some = random.nextInt(documents.size() + 1);
              SealedColumns partly = sealed(SealedColumns.build(active, some), some);
              RandomFilters filters = new RandomFilters(random);
              for (int i = 0; i < 20; i++) {
                Filter filter = filters.filter();
                assertAgrees(filter, documents, active);
                assertAgrees(filter, documents.subList(0, some), active);
                assertAgrees(filter, documents, sealed);
                assertAgrees(filter, documents, partly);
              }
            });
  }

  /** Enough rows for sets of every form: lists, bit sets, all. */
  @Test
  void manyRowsAgreeToo() {
    Forall.cases(1)
        .check(
            random -> {
              List<Metadata> documents = new ArrayList<>();
              for (int i = 0; i < 5_000; i++) {
                documents.add(common(random, i));
              }
              SealedColumns sealed =
                  sealed(SealedColumns.build(documents.iterator()), documents.size());
              ActiveColumns active = active(documents);
              for (String text : FILTERS) {
                assertAgrees(Filter.parse(text), documents, sealed);
                assertAgrees(Filter.parse(text), documents, active);
              }
            });
  }

  /** Around the poles and the date line, of whole degrees and others, and beyond the globe. */
  @Test
  void placesAgreeWithTheMeaningOfEveryArea() {
    Forall.cases(60)
        .check(
            random -> {
              List<Metadata> documents = new ArrayList<>();
              for (int i = 0; i < 400; i++) {
                documents.add(place(random));
              }
              SealedColumns sealed =
                  sealed(SealedColumns.build(documents.iterator()), documents.size());
              for (int i = 0; i < 20; i++) {
                Filter filter = Filter.field("at").within(area(random));
                assertAgrees(filter, documents, sealed);
                assertAgrees(filter, documents, active(documents));
              }
            });
  }

  private static Metadata place(SplittableRandom random) {
    double lat = random.nextInt(-91, 92) + (random.nextBoolean() ? 0 : random.nextDouble());
    double lon = random.nextInt(-370, 371) / 2.0;
    return switch (random.nextInt(12)) {
      case 0 -> Metadata.empty();
      case 1 -> Metadata.of(Map.of("at", Map.of("lat", lat)));
      case 2 -> Metadata.of(Map.of("at", Map.of("lat", lat, "lon", "text")));
      case 3 -> Metadata.of(Map.of("at", Map.of("lat", (long) lat, "lon", (long) lon)));
      default -> Metadata.of(Map.of("at", Map.of("lat", lat, "lon", lon)));
    };
  }

  private static Area area(SplittableRandom random) {
    double lat = random.nextInt(-90, 91);
    double lon = random.nextInt(-180, 181);
    return switch (random.nextInt(3)) {
      case 0 -> new Area.Circle(new Area.Point(lat, lon), Math.pow(10, random.nextDouble(3, 7.5)));
      case 1 -> new Area.Box(Math.min(lat, 0), lon, Math.max(lat, 0), random.nextInt(-180, 181));
      default ->
          new Area.Polygon(
              List.of(
                  new Area.Point(lat, lon),
                  new Area.Point(random.nextInt(-90, 91), random.nextInt(-180, 181)),
                  new Area.Point(0, 0),
                  new Area.Point(random.nextInt(-90, 91), lon)));
    };
  }

  private static final List<String> FILTERS =
      List.of(
          "n >= 100 AND n < 5000",
          "half < 0.75 AND half > 0.25 AND n > 50",
          "kind = 'seldom' AND rare > 0 AND n < 9000",
          "name = 'n77' AND n >= 0 AND half < 1",
          "kind = 'common' AND tags = 't2' AND flag = TRUE",
          "kind = 'common' AND nothing > 2",
          "n > 100 AND n = 'text'",
          "n IN [1, 5, 9, 13, 17, 21, 25, 29, 33, 37, 40.0]",
          "half BETWEEN 0.25 AND 0.5",
          "half != 0.5",
          "rare > 3 OR rare < -3",
          "rare IS MISSING AND name STARTSWITH 'n1'",
          "kind = 'common'",
          "kind = 'seldom' OR kind = 'n7'",
          "kind < 'd' AND NOT kind = 'none'",
          "name LIKE '%9' AND n > 300",
          "name LIKE 'n1%9' OR name LIKE 'n2' OR name LIKE 'n\\_%' OR name LIKE 'n3_'",
          "tags CONTAINS 't3'",
          "tags CONTAINS_ALL ['t1', 't2']",
          "LENGTH(tags) = 3 AND tags[1] = 't2'",
          "flag = TRUE",
          "flag IS MISSING");

  private static Metadata common(SplittableRandom random, int i) {
    Metadata document =
        Metadata.of(
            Map.of(
                "n", random.nextInt(10_000),
                "name", "n" + i,
                "kind", List.of("common", "other", "often").get(random.nextInt(3))));
    if (random.nextInt(2) == 0) {
      document = document.with("half", random.nextInt(100) / 100.0);
      document = document.with("flag", random.nextBoolean());
    }
    if (random.nextInt(100) == 0) {
      document = document.with("rare", random.nextInt(-10, 10)).with("kind", "seldom");
    }
    List<String> tags = new ArrayList<>();
    for (int t = random.nextInt(4); t > 0; t--) {
      tags.add("t" + random.nextInt(5));
    }
    return document.with("tags", tags);
  }

  @Test
  void readersSeeWholeRowsWhileTheWriterAdds() throws InterruptedException {
    ActiveColumns columns = new ActiveColumns();
    int rows = 20_000;
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; i < rows; i++) {
                    Map<String, Object> nested = Map.of("x", i % 7);
                    columns.add(
                        i,
                        Metadata.of(
                            Map.of(
                                "n",
                                i,
                                "name",
                                "n" + i,
                                "a",
                                List.of(i % 3, nested),
                                "o",
                                nested)));
                  }
                });
    Filter filter =
        Filter.parse("n >= 0 AND name STARTSWITH 'n' AND ANY(a, @.x < 7) AND LENGTH(a) = 2");
    Filter sevenths = Filter.parse("a[].x = 0 AND o.x = 0");
    int seen;
    do {
      seen = columns.rows();
      assertEquals(seen, columns.matching(filter, seen).cardinality());
      assertEquals((seen + 6) / 7, columns.matching(sevenths, seen).cardinality());
    } while (seen < rows);
    writer.join();
  }

  @Test
  void damagedBytesGiveTheTypedErrorOrAnAnswer() {
    Forall.cases(800)
        .check(
            random -> {
              List<Metadata> documents = documents(random, 1 + random.nextInt(20));
              byte[] bytes = bytes(SealedColumns.build(documents.iterator()));
              for (int i = random.nextInt(1, 4); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
              }
              int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
              MemorySegment damaged = MemorySegment.ofArray(bytes).asSlice(0, length);
              RandomFilters filters = new RandomFilters(random);
              try {
                SealedColumns columns =
                    sealed(List.of(Section.of("columns", 1, damaged)), documents.size());
                for (int i = 0; i < 10; i++) {
                  columns.matching(filters.filter(), documents.size());
                }
              } catch (CorruptStoreException e) {
                assertTrue(e.getMessage().startsWith("test[columns] is damaged: "), e.toString());
              }
            });
  }

  private static byte[] bytes(List<Section> sections) {
    Section section = sections.getFirst();
    byte[] bytes = new byte[(int) section.byteSize()];
    int at = 0;
    for (MemorySegment part : section.parts()) {
      MemorySegment.copy(part, ValueLayout.JAVA_BYTE, 0, bytes, at, (int) part.byteSize());
      at += (int) part.byteSize();
    }
    return bytes;
  }

  @Test
  void daysAreCutAsOneByOne() {
    Forall.cases(200)
        .check(
            random -> {
              List<Metadata> documents = new ArrayList<>();
              for (int i = 0; i < 50; i++) {
                documents.add(Metadata.of(Map.of("at", moment(random))));
              }
              ActiveColumns active = active(documents);
              Filter date =
                  new Filter.Compare(
                      new Subject(FieldPath.of("at"), Subject.Function.DATE),
                      Comparison.values()[random.nextInt(5)],
                      Operand.of(moment(random)));
              assertAgrees(date, documents, active);
            });
  }

  private static MetadataValue.Timestamp moment(SplittableRandom random) {
    long halfDay = 43_200_000_000L;
    return new MetadataValue.Timestamp(
        switch (random.nextInt(4)) {
          case 0 -> Long.MIN_VALUE + random.nextInt(3) * halfDay;
          case 1 -> Long.MAX_VALUE - random.nextInt(3) * halfDay;
          default -> random.nextInt(-4, 5) * halfDay + random.nextInt(-1, 2);
        });
  }

  @Test
  void foundAgainIsFoundTheSame() {
    SplittableRandom random = new SplittableRandom(7);
    List<Metadata> documents = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      documents.add(common(random, i));
    }
    SealedColumns sealed = sealed(SealedColumns.build(documents.iterator()), 5_000);
    for (int round = 0; round < 3; round++) {
      for (int from = round; from < round + 6; from++) {
        Filter filter = Filter.field("n").between(from * 100, from * 200);
        int wanted = (int) documents.stream().filter(filter::matches).count();
        OrdinalBits found = sealed.matching(filter, 5_000);
        assertEquals(wanted, found.cardinality());
        OrdinalBits again = sealed.matching(filter, 5_000);
        assertEquals(wanted, again.cardinality());
      }
    }
  }

  @Test
  void traceShowsTheCheapestFirstAndWhatWasNotLookedAt() {
    List<Metadata> documents = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      documents.add(Metadata.of(Map.of("n", i, "name", "n" + i)));
    }
    for (Columns columns :
        List.of(active(documents), sealed(SealedColumns.build(documents.iterator()), 100))) {
      Filter filter = Filter.parse("(name LIKE '%1' OR n < 20) AND n >= 50 AND name = 'n70'");
      FilterStep step = columns.trace(filter, 100);
      assertEquals(filter, step.filter());
      assertEquals(0, step.rows());
      assertEquals(
          List.of("name = 'n70'", "n >= 50", "name LIKE '%1' OR n < 20"),
          step.parts().stream().map(part -> part.filter().toString()).toList());
      assertEquals(List.of(1, 1, 0), step.parts().stream().map(FilterStep::rows).toList());
      FilterStep none = columns.trace(Filter.parse("n > 5 AND name = 'nobody'"), 100);
      assertEquals(List.of(0, -1), none.parts().stream().map(FilterStep::rows).toList());
    }
  }

  @Test
  void whatIsExpectedIsNearWhatIsFound() {
    List<Metadata> documents = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 8_000; i++) {
      Map<String, Object> fields = new HashMap<>();
      fields.put("n", random.nextInt(1000));
      fields.put("price", random.nextDouble());
      fields.put("section", "s" + random.nextInt(10));
      fields.put("name", "n" + random.nextInt(3000));
      fields.put("tags", List.of("t" + random.nextInt(20), "t" + random.nextInt(20)));
      fields.put("open", random.nextBoolean());
      if (random.nextInt(4) == 0) {
        fields.put("rare", random.nextInt(100));
      }
      documents.add(Metadata.of(fields));
    }
    List<String> filters =
        List.of(
            "n < 300",
            "price >= 0.9",
            "section = 's3'",
            "section IN ('s1', 's2') AND n BETWEEN 100 AND 599",
            "NOT section = 's3'",
            "name LIKE '%7'",
            "name STARTSWITH 'n1'",
            "tags CONTAINS 't7'",
            "ANY(tags, @ = 't7' OR @ = 't8')",
            "open = TRUE OR n >= 900",
            "rare IS MISSING",
            "rare < 50",
            "rare EXISTS AND open = FALSE",
            "nothing = 1");
    for (Columns columns :
        List.of(active(documents), sealed(SealedColumns.build(documents.iterator()), 8_000))) {
      for (String text : filters) {
        FilterStep step = columns.trace(Filter.parse(text), 8_000);
        long off = Math.abs(step.expected() - step.rows());
        assertTrue(off <= 400, () -> text + ": " + step.expected() + ", found " + step.rows());
      }
      FilterStep both = columns.trace(Filter.parse("n >= 0 AND n < 10"), 8_000);
      assertEquals("n < 10", both.parts().getFirst().filter().toString());
    }
  }

  /** Slow, for the vectors of a scan are objects until the compiler has seen it often enough. */
  @Test
  @Tag("slow")
  void anEvaluationAllocatesLittleBesideTheSet() {
    int rows = 200_000;
    List<Metadata> documents = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      Metadata all = Metadata.of(Map.of("n", i, "kind", "k" + i % 7, "tags", TAGS.get(i % 3)));
      documents.add(i % 2 == 0 ? all.with("half", i) : all);
    }
    SealedColumns columns = sealed(SealedColumns.build(documents.iterator()), rows);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (String text :
        List.of("n >= 5", "half > 7", "kind = 'k3' AND n < 100000", "tags CONTAINS 'b'")) {
      Filter filter = Filter.parse(text);
      long least = Long.MAX_VALUE;
      for (int turn = 0; turn < 3000 && least > rows / 8 + 4096; turn++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        OrdinalBits found = columns.evaluate(filter);
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        assertTrue(found.next(0) >= 0, text);
      }
      long beside = least - rows / 8;
      assertTrue(beside <= 4096, () -> text + ": " + beside + " bytes beside the set");
    }
  }

  @Test
  void wrongUseIsRefused() {
    ActiveColumns columns = active(List.of(Metadata.empty()));
    assertThrows(IllegalArgumentException.class, () -> columns.add(2, Metadata.empty()));
    assertThrows(IllegalArgumentException.class, () -> columns.matching(Filter.nothing(), 2));
    Filter open = Filter.parse("a = :x");
    assertThrows(InvalidInputException.class, () -> columns.matching(open, 1));
    List<Section> sections = SealedColumns.build(columns, 1);
    assertThrows(CorruptStoreException.class, () -> sealed(sections, 2));
    assertThrows(CorruptStoreException.class, () -> sealed(List.of(), 1));
  }
}

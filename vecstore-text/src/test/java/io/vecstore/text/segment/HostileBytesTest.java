package io.vecstore.text.segment;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.schema.SchemaMismatchException;
import io.vecstore.core.schema.TextSpec;
import io.vecstore.core.spi.MemorySections;
import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.core.testkit.Forall;
import io.vecstore.text.Analyzer;
import io.vecstore.text.active.ActiveText;
import io.vecstore.text.postings.TextSegment;
import io.vecstore.text.query.MatchParser;
import io.vecstore.text.search.TextCost;
import io.vecstore.text.search.TextSearch;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are, reading them ends: with an answer, or with an error that says where. */
class HostileBytesTest {

  private static final int ROWS = 700;
  private static final TextSpec SPEC = TextSpec.whitespace();
  private final Analyzer analyzer = Analyzer.of(SPEC.analyzer());
  private final List<Section> sections = sections();

  private List<Section> sections() {
    SplittableRandom random = new SplittableRandom(7);
    ActiveText active = new ActiveText(analyzer);
    for (int row = 0; row < ROWS; row++) {
      StringBuilder text = new StringBuilder("all ");
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append('t').append(random.nextInt(1 + random.nextInt(300))).append(' ');
      }
      active.add(row, text + " all");
    }
    int[] ordinals = new int[ROWS];
    Arrays.setAll(ordinals, row -> row);
    return new TextMerge(SPEC.analyzer(), ROWS).add(active.segment(ROWS), ordinals).build();
  }

  private void use(List<Section> damaged) {
    try (Arena arena = Arena.ofConfined()) {
      TextSegment segment =
          SealedText.open(new MemorySections("seg", damaged, arena), SPEC.analyzer(), ROWS);
      for (String text : List.of("all t1 t2 t250", "\"all t1\"", "\"t0 t1\" t3", "all")) {
        TextSearch search =
            TextSearch.prepare(MatchParser.parse(analyzer, text), SPEC, List.of(segment));
        TopOrdinals best = new TopOrdinals(20);
        search.run(segment, null, best, new TextCost());
        for (int i = 0; i < best.count(); i++) {
          assertTrue(best.ordinal(i) >= 0 && best.ordinal(i) < ROWS);
        }
      }
      int[] ordinals = new int[ROWS];
      Arrays.setAll(ordinals, row -> row);
      new TextMerge(SPEC.analyzer(), ROWS).add(segment, ordinals).build();
    }
  }

  private List<Section> with(int index, byte[] bytes) {
    List<Section> copy = new ArrayList<>(sections);
    Section old = copy.get(index);
    copy.set(index, Section.of(old.name(), old.version(), MemorySegment.ofArray(bytes)));
    return copy;
  }

  @Test
  void flippedBytesAreAnsweredOrReported() {
    AtomicInteger reported = new AtomicInteger();
    Forall.cases(500)
        .check(
            random -> {
              int index = random.nextInt(sections.size());
              byte[] bytes = TextMergeTest.bytes(sections.get(index));
              for (int i = 1 + random.nextInt(3); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] =
                    random.nextBoolean() ? (byte) 0xFF : (byte) random.nextInt(256);
              }
              try {
                use(with(index, bytes));
              } catch (CorruptStoreException | SchemaMismatchException e) {
                reported.incrementAndGet();
              }
            });
    assertTrue(reported.get() > 30, () -> "only " + reported + " damages were seen");
  }

  @Test
  void shortenedSectionsAreReported() {
    Forall.cases(60)
        .check(
            random -> {
              int index = random.nextInt(sections.size());
              byte[] bytes = TextMergeTest.bytes(sections.get(index));
              List<Section> damaged =
                  with(index, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
              assertThrows(CorruptStoreException.class, () -> use(damaged));
            });
  }

  @Test
  void anotherAnalyzerIsRefusedByName() {
    MemorySections memory = new MemorySections("seg", sections, Arena.ofAuto());
    SchemaMismatchException refused =
        assertThrows(
            SchemaMismatchException.class,
            () -> SealedText.open(memory, AnalyzerSpec.english(), ROWS));
    assertTrue(refused.getMessage().contains("whitespace | lowercase"), refused.getMessage());
    assertTrue(refused.getMessage().contains("stem(english)"), refused.getMessage());
  }

  @Test
  void anotherNumberOfRowsIsRefused() {
    MemorySections memory = new MemorySections("seg", sections, Arena.ofAuto());
    assertThrows(
        CorruptStoreException.class, () -> SealedText.open(memory, SPEC.analyzer(), ROWS + 1));
  }
}

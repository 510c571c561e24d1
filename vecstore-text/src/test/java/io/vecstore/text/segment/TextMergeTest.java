package io.vecstore.text.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.spi.MemorySections;
import io.vecstore.core.spi.Section;
import io.vecstore.core.testkit.Forall;
import io.vecstore.text.Analyzer;
import io.vecstore.text.active.ActiveText;
import io.vecstore.text.postings.PostingsCursor;
import io.vecstore.text.postings.TermBytes;
import io.vecstore.text.postings.TermCursor;
import io.vecstore.text.postings.TextSegment;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A merged segment says what its texts say, whatever it was merged from and in which order. */
class TextMergeTest {

  private final Analyzer analyzer = Analyzer.of(AnalyzerSpec.whitespace());

  @Test
  void mergingInAnyOrderEqualsIndexingTheResult() {
    Forall.cases(150).check(this::check);
  }

  @Test
  void termsOfManyBlocksSurviveAMerge() {
    for (int rows : new int[] {1, 255, 256, 257, 511, 512, 513, 3000}) {
      List<String> texts = new ArrayList<>();
      for (int row = 0; row < rows; row++) {
        texts.add("all all" + (row % 3 == 0 ? " third" : "") + " x" + row % 7 + " all");
      }
      TextSegment sealed = open(build(active(texts), identity(rows), rows), rows);
      assertEquals(model(texts), read(sealed), () -> rows + " rows");
    }
  }

  private void check(SplittableRandom random) {
    int rows = random.nextInt(400);
    String[] texts = new String[rows];
    Arrays.fill(texts, "");
    List<Integer> free = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      free.add(row);
    }
    boolean shuffled = random.nextBoolean();
    TextMerge merge = new TextMerge(analyzer.spec(), rows);
    for (int segment = random.nextInt(4); segment >= 0; segment--) {
      int size = random.nextInt(200);
      List<String> source = new ArrayList<>();
      int[] ordinals = new int[size];
      for (int row = 0; row < size; row++) {
        source.add(text(random));
        ordinals[row] = -1;
        if (!free.isEmpty() && random.nextInt(4) > 0) {
          ordinals[row] = free.remove(shuffled ? random.nextInt(free.size()) : 0);
          texts[ordinals[row]] = source.get(row);
        }
      }
      TextSegment from = active(source);
      boolean sealed = random.nextBoolean();
      merge.add(sealed ? open(build(from, identity(size), size), size) : from, ordinals);
    }
    List<Section> sections = merge.build();
    assertEquals(model(List.of(texts)), read(open(sections, rows)));
    assertSameBytes(build(active(List.of(texts)), identity(rows), rows), sections);
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      text.append(random.nextInt(3) == 0 ? "é" : "t").append(random.nextInt(12)).append(' ');
    }
    return random.nextInt(50) == 0 ? "long".repeat(40) + text : text.toString();
  }

  private TextSegment active(List<String> texts) {
    ActiveText active = new ActiveText(analyzer);
    for (int row = 0; row < texts.size(); row++) {
      if (!texts.get(row).isEmpty()) {
        active.add(row, texts.get(row));
      }
    }
    return active.segment(texts.size());
  }

  private List<Section> build(TextSegment source, int[] ordinals, int rows) {
    return new TextMerge(analyzer.spec(), rows).add(source, ordinals).build();
  }

  private TextSegment open(List<Section> sections, int rows) {
    MemorySections memory = new MemorySections("test", sections, Arena.ofAuto());
    return SealedText.open(memory, analyzer.spec(), rows);
  }

  private static int[] identity(int rows) {
    int[] ordinals = new int[rows];
    Arrays.setAll(ordinals, row -> row);
    return ordinals;
  }

  /** Term to row to positions, by the simplest code. */
  private Map<String, Map<Integer, List<Integer>>> model(List<String> texts) {
    Map<String, Map<Integer, List<Integer>>> model = new TreeMap<>();
    for (int row = 0; row < texts.size(); row++) {
      for (Analyzer.Term term : analyzer.terms(texts.get(row))) {
        model
            .computeIfAbsent(term.text(), key -> new TreeMap<>())
            .computeIfAbsent(row, key -> new ArrayList<>())
            .add(term.position());
      }
    }
    return model;
  }

  private static Map<String, Map<Integer, List<Integer>>> read(TextSegment segment) {
    Map<String, Map<Integer, List<Integer>>> read = new TreeMap<>();
    TermCursor terms = segment.terms(new byte[0]);
    byte[] before = new byte[0];
    long occurrences = 0;
    while (terms.next()) {
      byte[] term = terms.term();
      assertEquals(true, Arrays.compareUnsigned(before, term) < 0, "terms ascend");
      before = term;
      Map<Integer, List<Integer>> rows = rows(terms.postings());
      PostingsCursor found = segment.find(term);
      assertEquals(rows, found == null ? Map.of() : rows(found));
      assertEquals(rows.size(), segment.documentFrequency(term));
      read.put(TermBytes.string(term), rows);
      occurrences += rows.values().stream().mapToInt(List::size).sum();
    }
    assertEquals(occurrences, segment.termOccurrences());
    long documents =
        read.values().stream().flatMap(rows -> rows.keySet().stream()).distinct().count();
    assertEquals(documents, segment.documents());
    return read;
  }

  private static Map<Integer, List<Integer>> rows(PostingsCursor cursor) {
    Map<Integer, List<Integer>> rows = new TreeMap<>();
    for (int row = 0; cursor.seek(row); row = cursor.last() + 1) {
      for (int i = 0; i < cursor.count(); i++) {
        List<Integer> positions = new ArrayList<>();
        int[] all = cursor.positions(i);
        for (int p = 0; p < cursor.frequencies()[i]; p++) {
          positions.add(all[p]);
        }
        rows.put(cursor.ordinals()[i], positions);
      }
    }
    return rows;
  }

  private static void assertSameBytes(List<Section> expected, List<Section> actual) {
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i).name(), actual.get(i).name());
      assertArrayEquals(
          bytes(expected.get(i)),
          bytes(actual.get(i)),
          () -> "bytes of " + actual.getFirst().name());
    }
  }

  static byte[] bytes(Section section) {
    byte[] bytes = new byte[(int) section.byteSize()];
    int at = 0;
    for (MemorySegment part : section.parts()) {
      MemorySegment.copy(part, 0, MemorySegment.ofArray(bytes), at, part.byteSize());
      at += (int) part.byteSize();
    }
    return bytes;
  }
}

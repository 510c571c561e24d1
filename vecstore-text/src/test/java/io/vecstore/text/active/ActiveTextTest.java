package io.vecstore.text.active;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;
import io.vecstore.text.Analyzer;
import io.vecstore.text.postings.PostingsCursor;
import io.vecstore.text.postings.TermBytes;
import io.vecstore.text.postings.TextSegment;
import io.vecstore.text.token.WhitespaceTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ActiveTextTest {

  private static final byte[] EVERY = TermBytes.of("every");
  private final Analyzer analyzer = Analyzer.of(AnalyzerSpec.whitespace());

  @Test
  void readersSeeExactlyTheRowsTheyKnowOf() throws Exception {
    int rows = 60_000;
    ActiveText active = new ActiveText(analyzer);
    AtomicInteger published = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        readers.add(threads.submit(() -> readUntil(rows, active, published)));
      }
      for (int row = 0; row < rows; row++) {
        active.add(row, "every mod" + row % 97 + " row" + row + " every");
        published.setRelease(row + 1);
      }
      for (Future<?> reader : readers) {
        reader.get();
      }
    }
  }

  private static void readUntil(int rows, ActiveText active, AtomicInteger published) {
    int known;
    do {
      known = published.getAcquire();
      TextSegment segment = active.segment(known);
      assertEquals(known, segment.documents());
      assertEquals(4L * known, segment.termOccurrences());
      assertEquals(known, segment.documentFrequency(EVERY));
      if (known > 0) {
        int last = known - 1;
        assertEquals((last / 97) + 1, segment.documentFrequency(TermBytes.of("mod" + last % 97)));
        checkRow(segment, last);
        checkRow(segment, last / 2);
        assertEquals(0, segment.documentFrequency(TermBytes.of("row" + known)));
      }
    } while (known < rows);
  }

  private static void checkRow(TextSegment segment, int row) {
    PostingsCursor cursor = segment.find(EVERY);
    assertTrue(cursor != null && cursor.seek(row));
    int index = row % PostingsCursor.BLOCK;
    assertEquals(row, cursor.ordinals()[index]);
    assertEquals(2, cursor.frequencies()[index]);
    assertEquals(3, cursor.positions(index)[1]);
    assertEquals(4, segment.lengths()[row]);
  }

  @Test
  void rowsThatArePassedOverHaveNoText() {
    ActiveText active = new ActiveText(analyzer);
    active.add(2, "every");
    active.add(700, "every one");
    TextSegment segment = active.segment(1000);
    assertEquals(1000, segment.rows());
    assertEquals(2, segment.documents());
    assertEquals(3, segment.termOccurrences());
    assertTrue(segment.lengths().length >= 1000);
    assertEquals(1, active.segment(700).documents());
    assertEquals(0, active.segment(2).documents());
    assertThrows(IllegalArgumentException.class, () -> active.add(700, "again"));
  }

  @Test
  void anAnalyzerThatFailsLeavesNothingBehind() {
    Map<String, Supplier<Tokenizer>> custom = Map.of("failing", Failing::new);
    ActiveText active = new ActiveText(Analyzer.of(AnalyzerSpec.custom("failing"), custom));
    active.add(0, "every good");
    assertThrows(IllegalStateException.class, () -> active.add(1, "every bad every FAIL"));
    active.add(1, "every other");
    TextSegment segment = active.segment(2);
    assertEquals(2, segment.documentFrequency(EVERY));
    assertEquals(0, segment.documentFrequency(TermBytes.of("bad")));
    assertEquals(4, segment.termOccurrences());
    PostingsCursor cursor = segment.find(EVERY);
    assertTrue(cursor != null && cursor.seek(1));
    assertEquals(1, cursor.frequencies()[1]);
  }

  @Test
  void aTextWithoutEndIsCut() {
    ActiveText active = new ActiveText(analyzer);
    active.add(0, "a ".repeat(ActiveText.MAX_TOKENS + 5));
    assertEquals(ActiveText.MAX_TOKENS, active.segment(1).termOccurrences());
    assertEquals(1, active.cutTexts());
    assertTrue(active.memoryBytes() > ActiveText.MAX_TOKENS);
  }

  private static final class Failing implements Tokenizer {
    private final WhitespaceTokenizer words = new WhitespaceTokenizer();

    @Override
    public void reset(CharSequence text) {
      words.reset(text);
    }

    @Override
    public boolean next(Token token) {
      boolean more = words.next(token);
      if (more && token.toString().equals("FAIL")) {
        throw new IllegalStateException("as asked");
      }
      return more;
    }
  }
}

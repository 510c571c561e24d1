package io.vecstore.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.VecStore;
import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.analysis.TextAnalysis;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.TextSpec;
import io.vecstore.text.Analyzer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneTokenizerTest {

  private static final CharArraySet STOP = new CharArraySet(List.of("of", "the"), true);
  private static final AnalyzerSpec SPEC = AnalyzerSpec.custom("lucene");

  @TempDir Path folder;

  private static Analyzer ours(org.apache.lucene.analysis.Analyzer theirs) {
    return Analyzer.of(SPEC, Map.of("lucene", LuceneTokenizer.of(theirs)));
  }

  @Test
  void termsPositionsAndOffsetsAreLucenes() {
    Analyzer analyzer = ours(new StandardAnalyzer(STOP));
    assertEquals(
        List.of(new Analyzer.Term("bank", 0, 0, 4), new Analyzer.Term("england", 2, 8, 15)),
        analyzer.terms("Bank of England"));
    assertEquals(List.of(), analyzer.terms(""));
    assertEquals(List.of(), analyzer.terms("of the"));
    assertEquals(1, analyzer.terms("again").size(), "and it goes on");
  }

  @Test
  void wordsAreFoundInAStoreThatWasReopened() {
    Schema schema = Schema.of(2, Metric.COSINE).withText(TextSpec.of(SPEC));
    TextAnalysis analysis =
        TextAnalysis.none().tokenizer("lucene", LuceneTokenizer.of(new StandardAnalyzer(STOP)));
    try (VecStore store = VecStore.open(folder, schema, options -> options.analysis(analysis))) {
      store.upsert(Document.of("a", 1, 0).withText("The Bank of England"));
      store.upsert(Document.of("b", 1, 0).withText("Bank England"));
      store.optimize();
    }
    try (VecStore store = VecStore.open(folder, options -> options.analysis(analysis))) {
      assertEquals(List.of("a"), store.search(Query.keywords("\"bank of england\"")).ids());
      assertEquals(2, store.search(Query.keywords("BANK")).size());
    }
  }

  @Test
  void manyThreadsMayAnalyseAtOnce() throws InterruptedException, ExecutionException {
    Analyzer analyzer = ours(new StandardAnalyzer(STOP));
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String word = "word" + i;
        all.add(
            pool.submit(
                () ->
                    analyzer.terms((word + " ").repeat(50)).stream()
                        .allMatch(term -> term.text().equals(word))));
      }
      for (Future<Boolean> each : all) {
        assertTrue(each.get());
      }
    }
  }

  /** Splits and stems nothing, but gives two forms of each word at one place. */
  @Test
  void formsAtOnePlaceStayThere() {
    Analyzer analyzer =
        ours(
            new org.apache.lucene.analysis.Analyzer() {
              @Override
              protected TokenStreamComponents createComponents(String field) {
                StandardTokenizer source = new StandardTokenizer();
                TokenStream lower = new LowerCaseFilter(source);
                return new TokenStreamComponents(source, new Twice(new StopFilter(lower, STOP)));
              }
            });
    assertEquals(
        List.of("0 bank", "0 bank_", "2 england", "2 england_"),
        analyzer.terms("Bank of England").stream()
            .map(term -> term.position() + " " + term.text())
            .toList());
  }
}

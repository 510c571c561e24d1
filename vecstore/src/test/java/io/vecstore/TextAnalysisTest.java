package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.analysis.TextAnalysis;
import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Hits;
import io.vecstore.core.query.Query;
import io.vecstore.core.report.CheckExtent;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.TextField;
import io.vecstore.core.schema.TextSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application brings to the words of a store. */
class TextAnalysisTest {

  private static final Schema SCHEMA = Schema.of(2, Metric.EUCLIDEAN);

  /** Cuts at hyphens. */
  private static final class Hyphens implements Tokenizer {
    private CharSequence text = "";
    private int at;

    @Override
    public void reset(CharSequence newText) {
      text = newText;
      at = 0;
    }

    @Override
    public boolean next(Token token) {
      int start = at;
      while (start < text.length() && text.charAt(start) == '-') {
        start++;
      }
      at = start;
      while (at < text.length() && text.charAt(at) != '-') {
        at++;
      }
      token.set(text, start, at);
      return at > start;
    }
  }

  @TempDir Path folder;
  @TempDir Path saved;

  private static VecStore with(TextAnalysis analysis, Schema schema) {
    return VecStore.inMemory(schema, options -> options.analysis(analysis));
  }

  private static void add(VecStore store, String id, String text) {
    store.upsert(Document.of(id, 1, 0).withText(text));
  }

  private static List<String> find(VecStore store, String keywords) {
    return store.search(Query.keywords(keywords)).ids();
  }

  @Test
  void aTokenizerOfTheUsersIsPassedWheneverTheStoreIsOpened() {
    Schema schema = SCHEMA.withText(TextSpec.of(AnalyzerSpec.custom("hyphens")));
    TextAnalysis own = TextAnalysis.none().tokenizer("hyphens", Hyphens::new);
    try (VecStore store = VecStore.open(folder, schema, options -> options.analysis(own))) {
      add(store, "a", "x y-z");
      assertEquals(List.of("a"), find(store, "x y"));
      assertEquals(List.of(), find(store, "x"));
      store.optimize();
      store.snapshots().create("s");
    }
    try (VecStore store = VecStore.open(folder, options -> options.analysis(own))) {
      assertEquals(List.of("a"), find(store, "z"));
      try (VecReader snapshot = store.snapshots().open("s")) {
        assertEquals(List.of("a"), snapshot.search(Query.keywords("z")).ids());
      }
    }
    InvalidInputException missing =
        assertThrows(InvalidInputException.class, () -> VecStore.open(folder));
    assertTrue(missing.getMessage().contains("'hyphens': pass it"), missing.getMessage());
  }

  @Test
  void aStoreWithATokenizerOfTheUsersIsCheckedAndSalvaged() throws IOException {
    Schema schema = SCHEMA.withText(TextSpec.of(AnalyzerSpec.custom("hyphens")));
    TextAnalysis own = TextAnalysis.none().tokenizer("hyphens", Hyphens::new);
    try (VecStore store = VecStore.open(folder, schema, options -> options.analysis(own))) {
      add(store, "a", "x y-z");
      store.optimize();
    }
    StoreAtRest files = StoreAtRest.in(folder).analyzing(own);
    assertEquals(List.of(), files.check(CheckExtent.FULL).findings());
    try (Stream<Path> manifests = Files.list(folder)) {
      for (Path file : manifests.filter(f -> f.toString().contains("MANIFEST-")).toList()) {
        Files.delete(file);
      }
    }
    files.salvage(saved, schema);
    try (VecStore store = VecStore.open(saved, options -> options.analysis(own))) {
      assertEquals(List.of("a"), find(store, "z"));
    }
  }

  @Test
  void whatIsAskedMayBeAnalysedOtherwise() {
    Schema schema =
        SCHEMA.withText(
            TextSpec.simple()
                .field(
                    TextField.of(
                        "name", AnalyzerSpec.of("edges", "1", "10").then("lowercase"), 1)));
    Document battery = Document.of("b", 1, 0).withMetadata(Map.of("name", "Battery"));
    Document bar = Document.of("r", 1, 0).withMetadata(Map.of("name", "Bar"));
    TextAnalysis plain = TextAnalysis.none().queryAnalyzer("name", AnalyzerSpec.simple());
    try (VecStore store = with(plain, schema)) {
      store.upsert(battery);
      store.upsert(bar);
      assertEquals(List.of("b"), find(store, "batt"));
    }
    try (VecStore store = with(TextAnalysis.none(), schema)) {
      store.upsert(battery);
      store.upsert(bar);
      assertEquals(List.of("b", "r"), find(store, "batt"), "b, ba, bat and batt");
    }
    TextAnalysis wrong = TextAnalysis.none().queryAnalyzer("author", AnalyzerSpec.simple());
    assertThrows(InvalidInputException.class, () -> with(wrong, schema));
  }

  @Test
  void synonymsAreFoundAfterWhatWasAskedFor() {
    TextAnalysis same =
        TextAnalysis.none()
            .synonyms(0.5, "sofa, couches, settee", "TV, telly => television set", "New York, NYC");
    try (VecStore store = with(same, SCHEMA)) {
      add(store, "sofa", "A grey sofa.");
      add(store, "couch", "A grey couch.");
      add(store, "set", "A television set.");
      add(store, "york", "Trains to New York.");
      add(store, "nyc", "Trains from NYC.");
      add(store, "old", "York is new to me.");
      assertEquals(List.of("sofa", "couch"), find(store, "sofas"));
      assertEquals(List.of("couch", "sofa"), find(store, "couch"));
      Hits sofa = store.search(Query.keywords("sofa"));
      assertEquals(sofa.get(0).score(), 2 * sofa.get(1).score(), 1e-5);
      assertEquals(List.of("set"), find(store, "telly"));
      assertEquals(List.of("set"), find(store, "television"));
      assertEquals(List.of(), find(store, "\"grey settee\""), "a phrase is literal");
      assertEquals(List.of("nyc", "york"), find(store, "NYC"), "the phrase, not its words");
      assertEquals(3, find(store, "new york").size());
      Query must = Query.keywords("+settee +grey -sofa").syntax();
      assertEquals(List.of(), store.search(must).ids(), "sofas are couches there too");
      assertEquals(
          List.of("couch", "sofa"),
          store.search(Query.keywords("+settee +grey").syntax()).ids().stream().sorted().toList());
    }
  }

  @Test
  void rulesAreChecked() {
    for (String rule : List.of("alone", "", "zebra => ", " => zebra", "zebra => horse => cow")) {
      TextAnalysis wrong = TextAnalysis.none().synonyms(1, rule);
      assertThrows(InvalidInputException.class, () -> with(wrong, SCHEMA), rule);
    }
    assertThrows(
        InvalidInputException.class, () -> TextAnalysis.none().synonyms(0, "zebra, horse"));
    assertThrows(
        InvalidInputException.class, () -> TextAnalysis.none().synonyms(1.5, "zebra, horse"));
  }
}

package io.vecstore.junit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.EmbeddedTexts;
import io.vecstore.VecStore;
import io.vecstore.core.query.Hit;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.SchemaMismatchException;
import io.vecstore.text.split.TextSplitter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Texts in, texts out, with a model that makes the same vectors everywhere. */
class EmbeddedTextsTest {

  private static final TestEmbedder MODEL = TestEmbedder.of(64);
  private static final Schema SCHEMA =
      Schema.of(64, Metric.COSINE).embeddedBy(TestEmbedder.of(64).model());

  @RegisterExtension final StoreFixture fixture = StoreFixture.inMemory(SCHEMA);

  @Test
  void findsByWordsInOtherForms(VecStore store) {
    EmbeddedTexts texts = EmbeddedTexts.of(store, MODEL);
    texts.add(Map.of("a", "Batteries charge quickly.", "b", "Wind farms at sea."));
    texts.add("c", "A bicycle.", Map.of("wheels", 2));
    assertEquals(List.of("a"), texts.search("charging a battery", 1).ids());
    assertEquals(List.of("c"), store.search(texts.query("wind").where("wheels = 2")).ids());
  }

  @Test
  void passagesTakeThePlaceOfThoseBefore(VecStore store) {
    EmbeddedTexts texts = EmbeddedTexts.of(store, MODEL);
    TextSplitter splitter = TextSplitter.sentences(40);
    int many =
        texts.addPassages(
            "doc",
            "The first sentence is here. The second one follows it. A third ends it.",
            splitter,
            Map.of("lang", "en"));
    assertTrue(many > 1);
    assertEquals(many, store.count("document = 'doc' AND lang = 'en'"));
    assertEquals(1, texts.addPassages("doc", "Short.", splitter, Map.of()));
    assertEquals(1, store.count());
    assertEquals("Short.", store.get("doc#0").flatMap(found -> found.text()).orElseThrow());
  }

  @Test
  void anotherModelIsRefused(VecStore store) {
    SchemaMismatchException refused =
        assertThrows(
            SchemaMismatchException.class, () -> EmbeddedTexts.of(store, TestEmbedder.of(32)));
    assertTrue(refused.getMessage().contains(MODEL.model()), refused.getMessage());
  }

  /** Pinned: a test that was written with it shall not change its ranking by an update. */
  @Test
  void theVectorOfATextIsTheSameForEver() {
    float[] vector = TestEmbedder.of(8).embed("Abc");
    assertArrayEquals(TestEmbedder.of(8).embed("abc "), vector);
    assertEquals("[1.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0]", java.util.Arrays.toString(vector));
  }

  @Test
  void everyRunHasTheSameScores() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < 300; i++) {
      texts.put("t" + i, "text number " + i * 7919 + " of " + i % 13);
    }
    List<String> first = run(texts);
    assertEquals(first, run(texts));
    assertEquals(10, first.size());
  }

  private static List<String> run(Map<String, String> texts) {
    try (VecStore store = VecStore.inMemory(SCHEMA)) {
      EmbeddedTexts embedded = EmbeddedTexts.of(store, MODEL);
      embedded.add(texts);
      store.optimize();
      List<String> hits = new ArrayList<>();
      Query query = embedded.query("text 7919 of 5").topK(10);
      for (Hit hit : store.search(query)) {
        hits.add(hit.id() + " " + Float.floatToIntBits(hit.score()));
      }
      return hits;
    }
  }
}

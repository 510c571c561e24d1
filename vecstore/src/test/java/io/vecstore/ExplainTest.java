package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.model.Document;
import io.vecstore.core.query.Explanation;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An explanation has what was expected beside what was found, what was counted, and times. */
class ExplainTest {

  private static final int ROWS = 2_000;
  private static VecStore store;

  @BeforeAll
  static void fill() {
    store = VecStore.inMemory(Schema.of(4, Metric.COSINE));
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < ROWS; i++) {
      float[] vector = {random.nextFloat() + 0.1f, random.nextFloat(), random.nextFloat(), 1};
      store.upsert(
          Document.of("d" + i, vector)
              .withText("every document " + (i % 50 == 0 ? "rare" : "usual") + " word" + i % 7)
              .withMetadata(Map.of("year", 1900 + i % 100, "lang", i % 4 == 0 ? "de" : "en")));
    }
    store.optimize();
  }

  @AfterAll
  static void close() {
    store.close();
  }

  private static Explanation step(Explanation whole, String name) {
    return whole.parts().stream()
        .filter(part -> part.step().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in\n" + whole));
  }

  @Test
  void whatWasExpectedOfAFilterStandsBesideWhatWasFoundTermByTerm() {
    Explanation whole =
        store.explain(Query.nearest(1, 0, 0, 1).where("year >= 1950 AND lang = 'de'"));
    Explanation filter = step(whole, "filter");
    assertEquals(240, filter.counts().get("documents pass"));
    assertEquals(ROWS, filter.counts().get("documents"));
    Explanation evaluated = filter.parts().getFirst();
    near(240, evaluated.counts().get("rows expected"));
    assertEquals(240, evaluated.counts().get("rows, deleted ones too"));
    List<Explanation> terms = evaluated.parts();
    assertEquals("lang = 'de'", terms.get(0).step());
    near(500, terms.get(0).counts().get("rows expected"));
    assertEquals(500, terms.get(0).counts().get("rows, deleted ones too"));
    near(240, terms.get(1).counts().get("rows left expected"));
    assertEquals(240, terms.get(1).counts().get("rows left, deleted ones too"));
    assertFalse(whole.took().isNegative());
    assertTrue(whole.took().compareTo(filter.took()) >= 0);
  }

  @Test
  void keywordsLeadAndSayWhatTheyDecodedAndSkipped() {
    Explanation whole =
        store.explain(Query.hybrid(new float[] {1, 0, 0, 1}, "rare").where("lang = 'de'"));
    Explanation led = step(whole, "keywords").parts().getFirst();
    assertTrue(led.detail().startsWith("led by keywords"), led::toString);
    assertEquals(500, led.counts().get("rows accepted"));
    assertTrue(led.counts().get("rows scored") <= ROWS / 50, led::toString);
    assertTrue(led.counts().containsKey("blocks decoded"), led::toString);
    assertTrue(led.counts().containsKey("blocks skipped"), led::toString);
    assertTrue(whole.total("rows scored by vector") > 0, whole::toString);
    assertTrue(whole.toString().contains("fuse"), whole::toString);
  }

  private static void near(long wanted, long found) {
    assertTrue(Math.abs(wanted - found) <= wanted / 4, () -> found + ", expected about " + wanted);
  }
}

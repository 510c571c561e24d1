package io.vecstore.rag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vecstore.VecStore;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Hits;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.testkit.Forall;
import io.vecstore.text.context.Passage;
import io.vecstore.text.split.TextSplitter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PassageExpanderTest {

  private static final String TEXT =
      "# Sea\n\nFerries wait.\n\nGales pass.\n\n\n# Land\n\nBread rests.\n\nOvens glow.\n";

  private final VecStore store =
      VecStore.inMemory(Schema.of(TrigramModel.DIMENSION, Metric.COSINE));
  private final IngestPipeline pipeline =
      IngestPipeline.of(store, new TrigramModel(), TextSplitter.markdown(22));

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aHitComesWithItsNeighbours() {
    ingest();
    Passage around = PassageExpander.neighbours(store, 1).expand(find("gales")).getFirst();
    assertEquals("doc", around.document());
    assertEquals(TEXT.substring(around.start(), around.end()), around.text());
    assertEquals(
        "# Sea\n\nFerries wait.\n\nGales pass.\n\n\n# Land\n\nBread rests.", around.text());
  }

  @Test
  void aHitComesWithItsSection() {
    ingest();
    Passage section = PassageExpander.section(store).expand(find("ovens")).getFirst();
    assertEquals("# Land\n\nBread rests.\n\nOvens glow.", section.text());
    assertEquals(TEXT.substring(section.start(), section.end()), section.text());
  }

  @Test
  void aHitComesWithItsDocument() {
    ingest();
    Passage all = PassageExpander.document(store).expand(find("ovens")).getFirst();
    assertEquals(TEXT.strip(), all.text());
  }

  @Test
  void hitsOfOnePlaceBecomeOneWithTheBestScore() {
    ingest();
    Hits both = find("gales ferries wait");
    assertEquals(2, both.size());
    List<Passage> one = PassageExpander.section(store).expand(both);
    assertEquals(1, one.size());
    assertEquals(both.get(0).score(), one.getFirst().score());
  }

  @Test
  void aTextThatWasReplacedMeanwhileIsNotMixedWithWhatWasFound() {
    ingest();
    Hits found = find("gales");
    pipeline.add(Stream.of(SourceText.of("doc", TEXT.replace("Gales", "Winds"))));
    Passage around = PassageExpander.neighbours(store, 1).expand(found).getFirst();
    assertEquals("Gales pass.\n\n\n# Land\n\nBread rests.", around.text());
  }

  @Test
  void aDocumentThatIsNoPassageIsRefused() {
    store.upsert(Document.of("own", TrigramModel.vector("own")).withText("gales"));
    InvalidInputException refused =
        assertThrows(
            InvalidInputException.class,
            () -> PassageExpander.document(store).expand(find("gales")));
    assertEquals("document \"own\" is no passage: no origin", refused.getMessage());
    assertThrows(InvalidInputException.class, () -> PassageExpander.neighbours(store, -1));
  }

  /** Any text comes back as it was, from any of its passages, overlap or not. */
  @Test
  void everyPassageLeadsBackToTheWholeText() {
    Forall.cases(80)
        .check(
            random -> {
              StringBuilder text = new StringBuilder();
              for (int i = 1 + random.nextInt(40); i > 0; i--) {
                text.append(random.nextBoolean() ? "word" : "längere").append(random.nextInt(9));
                text.append(random.nextInt(4) == 0 ? ".\n\n" : random.nextBoolean() ? " " : ". ");
              }
              String whole = text.toString();
              try (VecStore any =
                  VecStore.inMemory(Schema.of(TrigramModel.DIMENSION, Metric.COSINE))) {
                IngestPipeline.of(
                        any,
                        new TrigramModel(),
                        TextSplitter.recursive(20 + random.nextInt(40)).overlap(random.nextInt(20)))
                    .add(Stream.of(SourceText.of("t", whole)));
                Hits hits = any.search(Query.nearest(TrigramModel.vector("word")).topK(5));
                for (Passage passage : PassageExpander.document(any).expand(hits)) {
                  assertEquals(whole.strip(), passage.text());
                  assertEquals(whole.substring(passage.start(), passage.end()), passage.text());
                }
                int some = random.nextInt(3);
                for (Passage passage : PassageExpander.neighbours(any, some).expand(hits)) {
                  assertEquals(whole.substring(passage.start(), passage.end()), passage.text());
                }
              }
            });
  }

  private void ingest() {
    pipeline.add(Stream.of(SourceText.of("doc", TEXT)));
  }

  private Hits find(String words) {
    return store.search(Query.keywords(words));
  }
}

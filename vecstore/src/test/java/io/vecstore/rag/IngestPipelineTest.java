package io.vecstore.rag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.VecStore;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.SchemaMismatchException;
import io.vecstore.core.testkit.Forall;
import io.vecstore.text.split.TextSplitter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestPipelineTest {

  private static final Schema SCHEMA = Schema.of(TrigramModel.DIMENSION, Metric.COSINE);

  private final TrigramModel model = new TrigramModel();
  private final VecStore store = VecStore.inMemory(SCHEMA);
  private final IngestPipeline pipeline =
      IngestPipeline.of(store, model, TextSplitter.sentences(30));

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void everyPassageIsFoundWithItsPlace() {
    String text = "Wind turns rotors.  Batteries hold charge.\nFerries wait for wind.";
    IngestProgress done =
        pipeline.add(Stream.of(new SourceText("energy", text, Map.of("lang", "en"))));
    assertEquals(new IngestProgress("energy", 1, 3, 3, 3, 0), done);
    Document found = store.get("energy#1").orElseThrow();
    assertEquals("Batteries hold charge.", found.text().orElseThrow());
    assertEquals("en", found.metadata().getText("lang").orElseThrow());
    int start = (int) found.metadata().getLong("origin.start").orElseThrow();
    int end = (int) found.metadata().getLong("origin.end").orElseThrow();
    assertEquals("Batteries hold charge.", text.substring(start, end));
    assertEquals(List.of("energy#1"), store.search(Query.keywords("battery")).ids());
  }

  @Test
  void textThatIsKnownIsNeverEmbeddedAgain() {
    pipeline.add(Stream.of(SourceText.of("a", "One thing here. Another thing there.")));
    model.given.clear();
    IngestProgress again =
        pipeline.add(
            Stream.of(SourceText.of("a", "A new one first. One thing here. Another thing there.")));
    assertEquals(List.of("A new one first."), model.given);
    assertEquals(new IngestProgress("a", 1, 3, 1, 3, 0), again);
    model.given.clear();
    IngestProgress same =
        pipeline.add(
            Stream.of(SourceText.of("a", "A new one first. One thing here. Another thing there.")));
    assertEquals(new IngestProgress("a", 1, 3, 0, 0, 0), same, "nothing is written either");
    assertEquals(List.of(), model.given);
  }

  @Test
  void whatIsGoneIsDeleted() {
    pipeline.add(Stream.of(SourceText.of("a", "One thing here. Another thing there.")));
    pipeline.add(Stream.of(SourceText.of("b", "Quite another text.")));
    store.upsert(Document.of("own", TrigramModel.vector("own")).withText("not of a pipeline"));
    store.upsert(
        Document.of("namesake", TrigramModel.vector("own")).withMetadata(Map.of("document", "a")));
    assertEquals(1, pipeline.add(Stream.of(SourceText.of("a", "One thing here."))).removed());
    assertEquals(Set.of("a#0", "b#0", "own", "namesake"), ids());
    assertEquals(1, pipeline.mirror(Stream.of(SourceText.of("a", "One thing here."))).removed());
    assertEquals(Set.of("a#0", "own", "namesake"), ids());
    assertEquals(1, pipeline.remove("a"));
    assertEquals(Set.of("own", "namesake"), ids());
  }

  @Test
  void otherMetadataAreWrittenWithoutEmbedding() {
    pipeline.add(Stream.of(new SourceText("a", "One thing.", Map.of("year", 1))));
    model.given.clear();
    pipeline.add(Stream.of(new SourceText("a", "One thing.", Map.of("year", 2))));
    assertEquals(List.of(), model.given);
    assertEquals(1, store.count("year = 2"));
    pipeline
        .metadata((source, chunk) -> Map.of("line", chunk.index() + 1))
        .add(Stream.of(SourceText.of("a", "One thing.")));
    assertEquals(1, store.count("line = 1 AND year IS MISSING"));
  }

  @Test
  void aTextThatComesTwiceIsAsItCameLast() {
    pipeline.add(
        Stream.of(SourceText.of("a", "First. Second thing. Third."), SourceText.of("a", "Last.")));
    assertEquals(Set.of("a#0"), ids());
    assertEquals("Last.", store.get("a#0").orElseThrow().text().orElseThrow());
  }

  @Test
  void aRunThatFailedIsContinuedFromWhereItWas(@TempDir Path folder) {
    List<SourceText> sources = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      sources.add(SourceText.of("text" + i, "Text number " + i + " begins. And it ends as " + i));
    }
    model.callsUntilItFails = 5;
    try (VecStore durable = VecStore.open(folder, SCHEMA)) {
      IngestPipeline slow =
          IngestPipeline.of(durable, model, TextSplitter.sentences(30)).embedAtOnce(8);
      assertThrows(IllegalStateException.class, () -> slow.add(sources.stream()));
    }
    int before = model.given.size();
    assertEquals(40, before, "five calls of eight texts");
    model.callsUntilItFails = Integer.MAX_VALUE;
    try (VecStore durable = VecStore.open(folder)) {
      assertEquals(before, durable.count(), "what was embedded was kept");
      IngestPipeline again = IngestPipeline.of(durable, model, TextSplitter.sentences(30));
      IngestProgress done = again.add(sources.stream());
      assertEquals(80, durable.count());
      assertEquals(80 - before, done.embedded());
      assertEquals(80 - before, done.written());
    }
    assertEquals(80, new HashSet<>(model.given).size());
    assertEquals(80, model.given.size(), "nothing was embedded twice");
  }

  @Test
  void progressIsToldAfterEveryText() {
    List<String> told = new ArrayList<>();
    pipeline
        .onProgress(progress -> told.add(progress.document() + " " + progress.documents()))
        .mirror(Stream.of(SourceText.of("a", "One."), SourceText.of("b", "")));
    assertEquals(List.of("a 1", "b 2"), told);
  }

  @Test
  void aModelThatDoesNotFitIsRefused() {
    try (VecStore other = VecStore.inMemory(Schema.of(3, Metric.COSINE))) {
      assertThrows(
          SchemaMismatchException.class,
          () -> IngestPipeline.of(other, model, TextSplitter.sentences(10)));
    }
    assertThrows(InvalidInputException.class, () -> pipeline.embedAtOnce(0));
  }

  /** Whatever was ingested before, in whatever portions, the store has what the last run said. */
  @Test
  void anyHistoryEndsInWhatTheTextsSay() {
    Forall.cases(60)
        .check(
            random -> {
              try (VecStore any = VecStore.inMemory(SCHEMA)) {
                IngestPipeline runs =
                    IngestPipeline.of(any, new TrigramModel(), TextSplitter.sentences(20))
                        .embedAtOnce(1 + random.nextInt(5));
                Map<String, String> expected = new TreeMap<>();
                for (int run = 0; run < 4; run++) {
                  Map<String, String> texts = new TreeMap<>();
                  for (int i = random.nextInt(5); i > 0; i--) {
                    texts.put("t" + random.nextInt(4), text(random));
                  }
                  Stream<SourceText> sources =
                      texts.entrySet().stream()
                          .map(each -> SourceText.of(each.getKey(), each.getValue()));
                  if (random.nextBoolean()) {
                    expected.clear();
                    runs.mirror(sources);
                  } else {
                    runs.add(sources);
                  }
                  expected.putAll(texts);
                }
                assertEquals(passages(expected), passages(any));
              }
            });
  }

  private static String text(java.util.random.RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append("Word ").append(random.nextInt(4)).append(random.nextBoolean() ? ".\n" : ". ");
    }
    return text.toString();
  }

  private static Map<String, String> passages(Map<String, String> texts) {
    Map<String, String> passages = new TreeMap<>();
    texts.forEach(
        (id, text) ->
            TextSplitter.sentences(20)
                .split(text)
                .forEach(chunk -> passages.put(id + "#" + chunk.index(), chunk.text())));
    return passages;
  }

  private static Map<String, String> passages(VecStore any) {
    Map<String, String> passages = new TreeMap<>();
    try (Stream<Document> all = any.scan(Filter.everything())) {
      all.forEach(each -> passages.put(each.id(), each.text().orElseThrow()));
    }
    return passages;
  }

  private Set<String> ids() {
    try (Stream<Document> all = store.scan(Filter.everything())) {
      Set<String> ids = new HashSet<>(all.map(Document::id).toList());
      assertTrue(ids.size() == store.count());
      return ids;
    }
  }
}

package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.AlreadyExistsException;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.error.NotAStoreException;
import io.vecstore.core.error.NotFoundException;
import io.vecstore.core.error.StoreLockedException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Fusion;
import io.vecstore.core.query.Hit;
import io.vecstore.core.query.Hits;
import io.vecstore.core.query.Page;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.tenant.NamespaceProfile;
import io.vecstore.core.tenant.NamespaceStatus;
import io.vecstore.core.tenant.NamespaceStatusException;
import io.vecstore.core.tenant.Quotas;
import io.vecstore.rag.IngestPipeline;
import io.vecstore.rag.PassageExpander;
import io.vecstore.rag.SourceText;
import io.vecstore.text.split.TextSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collections and namespaces by their names: what is there, what is gone, who sees what. */
class NamespacesTest {

  private static final Schema SCHEMA = Schema.of(2, Metric.EUCLIDEAN);

  @TempDir Path folder;

  @Test
  void collectionsHaveSchemasOfTheirOwnAndComeBack() {
    try (VecDatabase database = VecDatabase.open(folder.resolve("db"))) {
      database.create("small", SCHEMA).upsert("a", new float[] {1, 0}, Map.of());
      database
          .create("wide", Schema.of(3, Metric.COSINE))
          .upsert("b", new float[] {1, 0, 0}, Map.of());
      assertThrows(AlreadyExistsException.class, () -> database.create("wide", SCHEMA));
      assertEquals(List.of("small", "wide"), database.list());
    }
    try (VecDatabase database = VecDatabase.open(folder.resolve("db"))) {
      assertEquals(3, database.get("wide").schema().dimension());
      assertEquals(List.of("a"), database.get("small").search(Query.nearest(1, 0)).ids());
      database.rename("small", "tiny");
      database.drop("wide");
      NotFoundException gone = assertThrows(NotFoundException.class, () -> database.get("small"));
      assertTrue(gone.getMessage().contains("tiny"), gone.getMessage());
    }
    try (VecDatabase database = VecDatabase.open(folder.resolve("db"))) {
      assertEquals(List.of("tiny"), database.list());
      assertEquals(1, database.get("tiny").count());
    }
    assertEquals(1, directories(folder.resolve("db/stores")), "the dropped one's files are gone");
  }

  private static long directories(Path parent) {
    try (Stream<Path> all = Files.list(parent)) {
      return all.count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aClosedCollectionIsOpenedAgain() {
    try (VecDatabase database = VecDatabase.open(folder.resolve("db"))) {
      try (VecStore store = database.create("c", SCHEMA)) {
        store.upsert("a", new float[] {1, 0}, Map.of());
      }
      assertEquals(1, database.get("c").count());
    }
  }

  @Test
  void twoCollectionsAreExchangedInOneStep() {
    try (VecDatabase database = VecDatabase.open(folder.resolve("db"))) {
      VecStore live = database.create("docs", SCHEMA);
      live.upsert("old", new float[] {1, 0}, Map.of());
      database
          .create("next", Schema.of(3, Metric.COSINE))
          .upsert("new", new float[] {1, 0, 0}, Map.of());
      database.swap("docs", "next");
      assertTrue(database.get("docs").get("new").isPresent());
      assertTrue(live.get("old").isPresent(), "whoever has it keeps it");
      database.drop("next");
    }
    try (VecDatabase database = VecDatabase.open(folder.resolve("db"))) {
      assertEquals(3, database.get("docs").schema().dimension());
      assertEquals(List.of("docs"), database.list());
    }
  }

  @Test
  void aProfileIsKept() {
    NamespaceProfile before;
    try (VecDatabase database = VecDatabase.open(folder.resolve("db"))) {
      Namespace acme =
          database
              .namespaces()
              .create(
                  "acme",
                  SCHEMA,
                  p ->
                      p.described("a customer")
                          .withMetadata(Map.of("plan", "gold"))
                          .limitedTo(Quotas.pro()));
      acme.rename("Acme Corp.");
      acme.setStatus(NamespaceStatus.READ_ONLY);
      assertThrows(
          InvalidInputException.class,
          () -> acme.change(p -> NamespaceProfile.of("other", p.created())));
      before = acme.profile();
    }
    try (VecDatabase database = VecDatabase.open(folder.resolve("db"))) {
      assertEquals(List.of(before), database.namespaces().list());
      assertEquals("Acme Corp.", database.namespaces().get("acme").profile().name());
      assertEquals("acme", database.namespaces().get("acme").id());
    }
  }

  @Test
  void everyStatusAllowsWhatItSays() {
    try (VecDatabase database = VecDatabase.inMemory()) {
      for (NamespaceStatus status : NamespaceStatus.values()) {
        Namespace namespace = database.namespaces().create(status.name(), SCHEMA);
        namespace.upsert("a", new float[] {1, 0}, Map.of());
        namespace.setStatus(status);
        for (Map.Entry<String, Runnable> read : reads(namespace).entrySet()) {
          check(status.allowsReads(), status + " " + read.getKey(), read.getValue());
        }
        for (Map.Entry<String, Runnable> write : writes(namespace).entrySet()) {
          check(status.allowsWrites(), status + " " + write.getKey(), write.getValue());
        }
        namespace.usage();
        namespace.rename("other");
        namespace.setStatus(NamespaceStatus.ACTIVE);
        assertEquals(status.allowsWrites() ? 2 : 1, namespace.count(), "nothing was written");
        database.namespaces().drop(status.name());
      }
    }
  }

  private static void check(boolean allowed, String what, Runnable call) {
    if (allowed) {
      call.run();
    } else {
      assertThrows(NamespaceStatusException.class, call::run, what);
    }
  }

  /** Every way to see a document. */
  private static Map<String, Runnable> reads(Namespace namespace) {
    Query nearest = Query.nearest(1, 0);
    return Map.ofEntries(
        Map.entry("get", () -> namespace.get("a")),
        Map.entry("count", namespace::count),
        Map.entry("count filter", () -> namespace.count(Filter.everything())),
        Map.entry("search", () -> namespace.search(nearest)),
        Map.entry("search in time", () -> namespace.within(Duration.ofDays(1)).search(nearest)),
        Map.entry("groups", () -> namespace.groups(nearest, "g", 1)),
        Map.entry("page", () -> namespace.page(nearest, Optional.empty())),
        Map.entry("recommend", () -> namespace.recommend(List.of("a"), List.of(), q -> q)),
        Map.entry("fields", namespace::fields),
        Map.entry("explain", () -> namespace.explain(nearest)),
        Map.entry("explain one", () -> namespace.explain(nearest, "a")),
        Map.entry("snippets", () -> namespace.snippets(Query.keywords("a"), "a b", 1, 80)),
        Map.entry("completions", () -> namespace.completions("a", 1)),
        Map.entry("corrections", () -> namespace.corrections("a", 1)),
        Map.entry("scan", () -> namespace.scan(Filter.everything()).close()),
        Map.entry("stats", namespace::stats),
        Map.entry("deleted", namespace::deleted),
        Map.entry("snapshots", namespace::snapshots));
  }

  /** Every way to change one; together they leave one document more. */
  private static Map<String, Runnable> writes(Namespace namespace) {
    return Map.of(
        "upsert", () -> namespace.upsert("b", new float[] {0, 1}, Map.of()),
        "batch", () -> namespace.batch(batch -> batch.delete("none")),
        "delete", () -> namespace.delete("none"),
        "softDelete", () -> namespace.softDelete("none"),
        "restore", () -> namespace.restore("none"),
        "purge", () -> namespace.purge(Duration.ZERO),
        "optimize", namespace::optimize,
        "deleteWhere", () -> namespace.deleteWhere(Filter.parse("g = 'none'")),
        "snapshot", () -> namespace.snapshot("s"));
  }

  @Test
  void nothingLeaksByAnyRead() {
    try (VecDatabase database = VecDatabase.open(folder.resolve("db"), o -> o.openNamespaces(2))) {
      List<Namespace> all = new ArrayList<>();
      for (int tenant = 0; tenant < 5; tenant++) {
        Schema titled = SCHEMA.withText(SCHEMA.text().field("title", 2));
        Namespace namespace = database.namespaces().create("t" + tenant, titled);
        all.add(namespace);
        for (int i = 0; i <= tenant; i++) {
          // The same ids, vectors, words and fields everywhere; only "of" tells whose it is.
          namespace.upsert(
              Document.of("d" + i, 1, i)
                  .withText("secret word t" + tenant)
                  .withMetadata(Map.of("of", tenant, "title", "titled", "onlyt" + tenant, 1)));
        }
        namespace.softDelete("d0");
        namespace.snapshot("s");
      }
      for (int tenant = 0; tenant < 5; tenant++) {
        leaksNothing(all.get(tenant), tenant);
      }
    }
  }

  private static void leaksNothing(Namespace namespace, int tenant) {
    Filter others = Filter.parse("of != " + tenant);
    assertEquals(tenant, namespace.count());
    assertEquals(0, namespace.count(others));
    assertEquals(Set.of("d0"), namespace.deleted().keySet());
    List<Query> queries =
        List.of(
            Query.nearest(1, 0).topK(50),
            Query.keywords("secret").topK(50),
            Query.hybrid(new float[] {1, 0}, "word").topK(50));
    for (Query query : queries) {
      assertEquals(tenant, namespace.search(query).size(), query.toString());
      assertEquals(0, namespace.search(query.where(others)).size(), query.toString());
      namespace
          .search(query)
          .forEach(hit -> assertEquals(tenant, hit.metadata().getLong("of").orElseThrow()));
    }
    try (Stream<Document> documents = namespace.scan(Filter.everything())) {
      assertEquals(
          Set.of((long) tenant),
          Stream.concat(
                  documents.map(d -> d.metadata().getLong("of").orElseThrow()),
                  Stream.of((long) tenant))
              .collect(Collectors.toSet()));
    }
    assertTrue(namespace.get("d" + (tenant + 1)).isEmpty());
    assertEquals(List.of(), namespace.completions("t" + (tenant + 1), 5));
    assertFalse(namespace.explain(queries.get(0)).toString().contains("t" + (tenant + 1)));
    try (VecReader snapshot = namespace.openSnapshot("s")) {
      assertEquals(tenant, snapshot.count());
      assertEquals(0, snapshot.count(others));
    }
    assertEquals(tenant + 1, namespace.usage().vectors());
    laterDoorsLeakNothing(namespace, tenant);
  }

  private static void laterDoorsLeakNothing(Namespace namespace, int tenant) {
    String mine = "t" + tenant;
    String other = "t" + (tenant + 1);
    Query near = Query.nearest(1, 0).topK(50);
    Query words = Query.keywords("secret").topK(50);
    List<List<Hit>> found =
        List.of(
            namespace.search(Query.fused(Fusion.rrf(), near, words).topK(50)).list(),
            namespace.search(near.diversify(0.5)).list(),
            namespace.search(near.reranked(50, (_, hits) -> new float[hits.size()])).list(),
            namespace.search(Query.keywords("title:titled").syntax().topK(50)).list(),
            namespace.search(Query.keywords("secr* wurd~").syntax().topK(50)).list(),
            namespace.within(Duration.ofDays(1)).search(words).list(),
            namespace.page(near, Optional.empty()).hits().list(),
            namespace.groups(near, "of", 50).stream().flatMap(g -> g.hits().stream()).toList(),
            tenant < 2
                ? List.of()
                : namespace.recommend(List.of("d1"), List.of(), q -> q.topK(50)).list());
    for (List<Hit> hits : found) {
      assertTrue(hits.size() <= tenant, hits::toString);
      hits.forEach(hit -> assertEquals(tenant, hit.metadata().getLong("of").orElseThrow()));
      hits.forEach(hit -> assertTrue(hit.text().orElseThrow().endsWith(mine), hit::toString));
    }
    assertEquals(tenant == 0 ? 0 : 1, namespace.groups(near, "of", 1).size());
    assertEquals(0, namespace.search(Query.keywords(other).topK(50)).size());
    assertEquals(
        List.of(),
        namespace.corrections(other + "x", 5).stream().filter(word -> !word.equals(mine)).toList());
    assertTrue(namespace.explain(words, "d" + (tenant + 1)).isEmpty());
    if (tenant > 0) {
      String why = namespace.explain(words, "d1").orElseThrow().toString();
      assertFalse(why.contains(other), why);
    }
    assertFalse(namespace.fields().toString().contains("only" + other));
    assertEquals(0, namespace.snippets(Query.keywords(other), "", 3, 80).size());
    assertEquals(tenant, namespace.stats().documents());
    copiesAndSurroundingsLeakNothing(namespace, tenant);
  }

  /** What leads on from a hit, what goes on from a page, and copies of the whole. */
  private static void copiesAndSurroundingsLeakNothing(Namespace namespace, int tenant) {
    Query near = Query.nearest(1, 0).topK(1);
    List<String> paged = new ArrayList<>();
    Page page = namespace.page(near, Optional.empty());
    while (page.hits().size() > 0) {
      page.hits().forEach(hit -> paged.add(hit.text().orElseThrow()));
      Optional<String> next = page.next();
      if (next.isEmpty()) {
        break;
      }
      page = namespace.page(near, next);
    }
    assertEquals(tenant, paged.size());
    assertTrue(paged.stream().allMatch(text -> text.endsWith("t" + tenant)), paged::toString);
    if (tenant > 0) {
      String mine = namespace.search(near).iterator().next().text().orElseThrow();
      assertTrue(mine.endsWith("t" + tenant));
    }
    try (VecReader snapshot = namespace.openSnapshot("s");
        Stream<Document> all = snapshot.scan(Filter.everything())) {
      assertTrue(all.allMatch(d -> d.text().orElseThrow().endsWith("t" + tenant)));
      assertEquals(0, snapshot.search(Query.keywords("t" + (tenant + 1))).size());
    }
    assertEquals(tenant + 1, namespace.usage().vectors());
  }

  /** The same text ids, ordinals and sections everywhere: what surrounds a hit is of its tenant. */
  @Test
  void noSurroundingsAreAnothers() {
    TextSplitter paragraphs = TextSplitter.recursive(20);
    try (VecDatabase database = VecDatabase.inMemory()) {
      List<Namespace> all = new ArrayList<>();
      for (int tenant = 0; tenant < 3; tenant++) {
        String text = "# One\n\nFirst of t" + tenant + ".\n\nSecond of t" + tenant + ".";
        VecStore store = database.create("texts" + tenant, SCHEMA);
        Namespace namespace = database.namespaces().create("p" + tenant, SCHEMA);
        IngestPipeline.of(store, new TwoNumbers(), paragraphs)
            .add(Stream.of(SourceText.of("doc", text)));
        try (Stream<Document> passages = store.scan(Filter.everything())) {
          passages.forEach(namespace::upsert);
        }
        all.add(namespace);
      }
      for (int tenant = 0; tenant < 3; tenant++) {
        Namespace namespace = all.get(tenant);
        Hits hits = namespace.search(Query.keywords("first"));
        for (PassageExpander expander :
            List.of(
                PassageExpander.neighbours(namespace, 5),
                PassageExpander.section(namespace),
                PassageExpander.document(namespace))) {
          String text = expander.expand(hits).getFirst().text();
          assertTrue(text.contains("First of t" + tenant), text);
          for (int other = 0; other < 3; other++) {
            assertEquals(other == tenant, text.contains("t" + other), text);
          }
        }
      }
    }
  }

  /** Stands for a model. */
  private record TwoNumbers() implements Embedder {
    @Override
    public String model() {
      return "two-numbers";
    }

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      return texts.stream().map(text -> new float[] {1, text.length()}).toList();
    }
  }

  /**
   * BM25 weighs a word by how rare it is: were that counted over all tenants, scores would tell.
   */
  @Test
  void whatOthersWriteChangesNoScore() {
    try (VecDatabase database = VecDatabase.inMemory()) {
      Namespace mine = database.namespaces().create("mine", SCHEMA);
      mine.upsert(Document.of("a", 1, 0).withText("rare word"));
      mine.upsert(Document.of("b", 1, 0).withText("other text"));
      double before = mine.search(Query.keywords("rare")).iterator().next().score();
      Namespace other = database.namespaces().create("other", SCHEMA);
      for (int i = 0; i < 50; i++) {
        other.upsert(Document.of("x" + i, 1, 0).withText("rare rare rare"));
      }
      assertEquals(before, mine.search(Query.keywords("rare")).iterator().next().score());
    }
  }

  @Test
  void aDroppedNamespaceIsGoneForItsHandlesToo() {
    try (VecDatabase database = VecDatabase.open(folder.resolve("db"))) {
      Namespace old = database.namespaces().create("a", SCHEMA);
      old.upsert("x", new float[] {1, 0}, Map.of());
      database.namespaces().drop("a");
      assertThrows(NotFoundException.class, old::count);
      assertThrows(NotFoundException.class, () -> database.namespaces().get("a"));
      Namespace fresh = database.namespaces().create("a", SCHEMA);
      assertEquals(0, fresh.count());
      assertThrows(NotFoundException.class, () -> old.rename("mine again"));
    }
  }

  @Test
  void namesAreNeverPaths() {
    try (VecDatabase database = VecDatabase.open(folder.resolve("db"))) {
      for (String name : List.of("../x", "/abs", "C:\\x", "CON", "a/b", "%2e%2e", "ümläut", ".")) {
        database.namespaces().create(name, SCHEMA).upsert("a", new float[] {1, 0}, Map.of());
        assertEquals(1, database.namespaces().get(name).count());
      }
      assertThrows(InvalidInputException.class, () -> database.create("", SCHEMA));
      assertThrows(InvalidInputException.class, () -> database.create("a\nb", SCHEMA));
      assertThrows(InvalidInputException.class, () -> database.create("x".repeat(257), SCHEMA));
    }
    assertEquals(1, directories(folder), "nothing was written outside");
  }

  @Test
  void oneLockForAll() {
    try (VecDatabase database = VecDatabase.open(folder.resolve("db"))) {
      database.create("c", SCHEMA);
      assertThrows(StoreLockedException.class, () -> VecDatabase.open(folder.resolve("db")));
      assertThrows(NotAStoreException.class, () -> VecStore.open(folder.resolve("db"), SCHEMA));
    }
  }

  @Test
  void aStoreIsNoDatabase() {
    VecStore.open(folder.resolve("store"), SCHEMA).close();
    assertThrows(NotAStoreException.class, () -> VecDatabase.open(folder.resolve("store")));
  }

  @Test
  void aLostCatalogIsAnErrorAndNothingIsRemoved() throws IOException {
    Path db = folder.resolve("db");
    try (VecDatabase database = VecDatabase.open(db)) {
      database.create("c", SCHEMA).upsert("a", new float[] {1, 0}, Map.of());
    }
    Files.move(db.resolve("catalog"), folder.resolve("catalog"));
    assertThrows(io.vecstore.core.error.CorruptStoreException.class, () -> VecDatabase.open(db));
    Files.move(folder.resolve("catalog"), db.resolve("catalog"));
    try (VecDatabase database = VecDatabase.open(db)) {
      assertEquals(1, database.get("c").count());
    }
  }
}

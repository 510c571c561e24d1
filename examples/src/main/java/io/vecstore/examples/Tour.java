package io.vecstore.examples;

import static io.vecstore.core.filter.Filter.field;

import io.vecstore.StoreAtRest;
import io.vecstore.VecReader;
import io.vecstore.VecStore;
import io.vecstore.core.error.FilterSyntaxException;
import io.vecstore.core.error.ReadStoppedException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.filter.KnownFields;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Fusion;
import io.vecstore.core.query.Hit;
import io.vecstore.core.query.HitGroup;
import io.vecstore.core.query.Hits;
import io.vecstore.core.query.Page;
import io.vecstore.core.query.Query;
import io.vecstore.core.report.CheckExtent;
import io.vecstore.core.report.CheckReport;
import io.vecstore.core.report.Progress;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The tour of the API. Each method shows one thing; run in order, in an empty folder, they tell one
 * story. The README and the API documentation quote this file, and a test runs it.
 */
public final class Tour {

  private static final String LITHIUM = "Lithium cells lose range in the cold.";
  private static final String NATRIUM = "Natriumzellen kommen ohne Lithium aus.";
  private static final String HEAT = "Heat pumps warm a house with little power.";
  private static final String WIND = "Offshore wind farms store power in hydrogen.";

  private Tour() {}

  /** Runs the tour in the current folder, where it makes a store named kb. */
  public static void main(String[] args) {
    open();
    chooseDefaults();
    try (VecStore store = VecStore.open(Path.of("kb"))) {
      writeTogether(store);
      writeMany(store);
      find(store);
      filter(store);
      filterValues("acme", "lang = 'en' OR year > 2020");
      try {
        filterStrictly(field("year").atLeast(2020));
      } catch (FilterSyntaxException refused) {
        System.out.println(refused.getMessage());
      }
      explain(store);
      askOtherwise(store);
      hurry(store);
      change(store);
      hide(store);
      snapshot(store);
      scan(store);
      watch(store);
      backup(store);
    }
    restore();
    reopen();
    inMemory();
  }

  /** Stands for your model; see the package ask for a real one. */
  private static float[] embed(String text) {
    return TrigramEmbedding.embed(text);
  }

  private static void open() {
    // @start region="open"
    Schema schema = Schema.of(256, Metric.COSINE);
    try (VecStore store = VecStore.open(Path.of("kb"), schema)) {
      String text = "Solid-state batteries charge in ten minutes.";
      store.upsert(
          Document.of("a1", embed(text))
              .withText(text)
              .withMetadata(Map.of("lang", "en", "year", 2025)));

      Query query = Query.hybrid(embed("quick to charge"), "battery charge").topK(5);
      for (Hit hit : store.search(query.where("lang = 'en' AND year >= 2020"))) {
        System.out.printf("%.3f  %s  %s%n", hit.score(), hit.id(), hit.text().orElse(""));
      }
    }
    // @end
  }

  private static void chooseDefaults() {
    // @start region="options"
    Schema schema =
        Schema.of(768, Metric.DOT_PRODUCT)
            .indexedBy(IndexSpec.hnsw().m(24).efConstruction(300).efSearch(150));
    try (VecStore store =
        VecStore.open(Path.of("big"), schema, o -> o.durability(Durability.INTERVAL))) {
      System.out.println(store.schema().metric() + ", " + store.count() + " documents");
    }
    // @end
  }

  private static void writeTogether(VecStore store) {
    // @start region="batch"
    store.batch(
        batch -> {
          batch.upsert("a2", embed(LITHIUM), Map.of("lang", "en", "year", 2019));
          batch.upsert(
              Document.of("a3", embed(NATRIUM))
                  .withText(NATRIUM)
                  .withMetadata(Map.of("lang", "de", "year", 2024, "tags", List.of("cell"))));
          batch.delete("a0");
        });
    // @end
    System.out.println(store.count() + " documents after the batch");
  }

  private static void writeMany(VecStore store) {
    // @start region="ingest"
    Map<String, String> notes = Map.of("n1", WIND, "n2", LITHIUM, "n3", HEAT);
    Stream<Document> documents =
        notes.entrySet().stream()
            .map(
                note ->
                    Document.of(note.getKey(), embed(note.getValue())).withText(note.getValue()));
    long count = store.ingest(documents);
    // @end
    System.out.println(count + " more, read from a stream");
  }

  private static void askOtherwise(VecStore store) {
    // @start region="otherwise"
    Query query = Query.nearest(embed("cold lithium cells")).topK(3).where("EXISTS(lang)");
    List<HitGroup> groups = store.groups(query, "lang", 2); // the best 3 languages, 2 hits of each
    Page first = store.page(query, Optional.empty());
    Page second = store.page(query, first.next()); // goes on there, whatever was written meanwhile
    Hits diverse = store.search(query.diversify(0.7));
    Hits alike = store.recommend(List.of("a2"), List.of("a3"), q -> q.topK(3).where("year > 2000"));
    Query stages = Query.fused(Fusion.rrf(), query, Query.keywords("lithium").where("lang = 'de'"));
    long deleted = store.deleteWhere("lang = 'de' AND year < 2000");
    Filter strict = Filter.parse("year > 2000", store.fields()); // refuses what no document has
    // @end
    System.out.printf(
        "%d groups, %d and %d hits on two pages, %d diverse, %d alike, %d fused, %d deleted, %d%n",
        groups.size(),
        first.hits().size(),
        second.hits().size(),
        diverse.size(),
        alike.size(),
        store.search(stages).size(),
        deleted,
        store.count(strict));
  }

  private static void hurry(VecReader store) {
    // @start region="within"
    VecReader hurried = store.within(Duration.ofSeconds(2)); // for each call, whatever it asks
    try {
      System.out.println(hurried.count("lang LIKE 'e%'") + " counted in time");
      hurried.search(Query.keywords("lithium").within(Duration.ofMillis(500))); // the shorter holds
    } catch (ReadStoppedException late) {
      System.out.println("allowed " + late.allowed() + ", stopped after " + late.after());
    }
    // @end
  }

  private static void find(VecReader store) {
    // @start region="find"
    Hits near = store.search(Query.nearest(embed("cold lithium cells")).topK(3));
    Hits words = store.search(Query.keywords("lithium \"solid state batteries\""));
    Hits both =
        store.search(
            Query.hybrid(embed("energy at sea"), "wind farm").fusedBy(Fusion.rrf()).topK(3));
    // @end
    System.out.println("near:  " + near.ids());
    System.out.println("words: " + words.ids());
    System.out.println("both:  " + both.ids());
  }

  private static void filter(VecReader store) {
    float[] vector = embed("lithium");
    String language = "de";
    // @start region="filter"
    Query query = Query.nearest(vector).topK(5);
    store.search(query.where("lang IN ('en', 'de') AND year BETWEEN 2020 AND 2025"));
    store.search(query.where("tags CONTAINS 'cell' AND NOT (author.name EXISTS)"));
    store.search(query.where("lang = :lang", Map.of("lang", language)));
    store.search(query.where(field("lang").in("en", "de").and(field("year").atLeast(2020))));
    // @end
    System.out.println("de:    " + store.search(query.where("lang = 'de'")).ids());
  }

  private static void filterValues(String tenant, String fromTheUser) {
    // @start region="filter-values"
    Filter text = Filter.parse("year >= 2020 AND tags CONTAINS 'gpu'");
    Filter built = field("year").atLeast(2020).and(field("tags").contains("gpu"));
    Filter bound = Filter.parse("tenant = :t AND price < :p").bind(Map.of("t", tenant, "p", 20));
    Filter guarded = Filter.parse(fromTheUser).and(field("tenant").equalTo(tenant));
    // @end
    System.out.println("same:  " + text.equals(built) + "; " + bound + "; " + guarded);
  }

  private static void filterStrictly(Filter built) {
    // @start region="filter-strict"
    KnownFields year = KnownFields.of(Set.of(KnownFields.Type.NUMBER), Map.of(), List.of());
    KnownFields known = KnownFields.of(Set.of(), Map.of("year", year), List.of());
    known.check(built); // an InvalidInputException where it asks for anything else
    Filter.parse("yaer > 2000", known); // unknown field "yaer"; did you mean "year"?
    // @end
  }

  private static void explain(VecReader store) {
    // @start region="explain"
    Query query = Query.hybrid(embed("wind"), "hydrogen").where("year EXISTS");
    System.out.println(store.explain(query));
    // @end
  }

  private static void change(VecStore store) {
    // @start region="change"
    Optional<Document> found = store.get("a2");
    found.ifPresent(
        document -> store.upsert(document.withMetadata(document.metadata().with("year", 2020))));
    boolean deleted = store.delete("a3");
    long left = store.count("year = 2020");
    // @end
    System.out.println("deleted " + deleted + ", " + left + " of 2020");
  }

  private static void hide(VecStore store) {
    // @start region="soft-delete"
    store.softDelete("a2");
    System.out.println("hidden: " + store.deleted().keySet() + ", " + store.count("year = 2020"));
    store.restore("a2");
    store.purge(Duration.ofDays(30));
    // @end
    System.out.println("back:  " + store.count("year = 2020"));
  }

  private static void snapshot(VecStore store) {
    // @start region="snapshots"
    store.snapshots().create("before-cleaning");
    store.delete("a1");
    try (VecReader old = store.snapshots().open("before-cleaning")) {
      System.out.println("then " + old.count() + ", now " + store.count());
    }
    store.snapshots().restore("before-cleaning");
    store.snapshots().list().forEach(snapshot -> store.snapshots().delete(snapshot.name()));
    // @end
    System.out.println("restored: " + store.count());
  }

  private static void scan(VecStore store) {
    // @start region="scan"
    try (Stream<Document> old = store.scan("year < 2020")) {
      old.map(Document::id).forEach(store::delete);
    }
    store.optimize();
    // @end
  }

  private static void watch(VecStore store) {
    // @start region="progress"
    Progress.watch(
        now -> System.out.printf("%s: %.0f%%%n", now.operation(), 100 * now.share()),
        store::optimize);
    // @end
  }

  private static void backup(VecStore store) {
    // @start region="backup"
    long bytes = store.backup(Path.of("kb-backup")); // the next one copies only what is new
    // @end
    System.out.println("backup: " + (bytes > 0 ? "made" : "up to date"));
  }

  private static void restore() {
    // @start region="restore"
    StoreAtRest backup = StoreAtRest.in(Path.of("kb-backup"));
    CheckReport report = backup.check(CheckExtent.FULL);
    if (report.ok()) {
      backup.restore(Path.of("kb-restored"));
    }
    // @end
    System.out.println("check: " + report.findings());
  }

  private static void reopen() {
    // @start region="reopen"
    try (VecStore store = VecStore.open(Path.of("kb"))) {
      System.out.println("reopened: " + store.count() + " documents, " + store.schema().metric());
    }
    // @end
  }

  private static void inMemory() {
    // @start region="memory"
    try (VecStore store = VecStore.inMemory(Schema.of(3, Metric.EUCLIDEAN))) {
      store.upsert("x", new float[] {1, 0, 0}, Map.of());
      store.upsert("y", new float[] {0, 1, 0}, Map.of());
      System.out.println("nearest: " + store.search(Query.nearest(0.9f, 0, 0).topK(1)).ids());
    }
    // @end
  }
}

package io.vecstore.examples;

import io.vecstore.EmbeddedTexts;
import io.vecstore.Embedder;
import io.vecstore.Namespace;
import io.vecstore.VecDatabase;
import io.vecstore.VecStore;
import io.vecstore.core.error.QuotaExceededException;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.tenant.NamespaceStatus;
import io.vecstore.core.tenant.Quotas;
import io.vecstore.core.tenant.Usage;
import io.vecstore.text.split.TextSplitter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The tour of a database: collections, tenants, quotas. Runs in the current folder. */
public final class DatabaseTour {

  private static final Path PLACE = Path.of("shop");

  private DatabaseTour() {}

  /** Runs the tour, which makes a database named shop. */
  public static void main(String[] args) {
    collections();
    tenants();
    try (VecDatabase database = VecDatabase.open(PLACE)) {
      administer(database);
      copy(database);
      snapshot(database);
      embedAnew(database);
    }
    texts();
  }

  private static float[] embed(String text) {
    return TrigramEmbedding.embed(text);
  }

  private static void collections() {
    // @start region="collections"
    try (VecDatabase database = VecDatabase.open(Path.of("shop"))) {
      VecStore articles = database.create("articles", Schema.of(256, Metric.COSINE));
      VecStore faces = database.create("faces", Schema.of(128, Metric.EUCLIDEAN));
      articles.upsert(Document.of("a1", embed("A bicycle.")).withText("A bicycle."));
      System.out.println(database.list() + ", " + faces.schema().dimension() + " dimensions");
    }
    // @end
  }

  private static void tenants() {
    // @start region="tenants"
    try (VecDatabase database = VecDatabase.open(Path.of("shop"))) {
      Schema schema = Schema.of(256, Metric.COSINE);
      Namespace acme =
          database
              .namespaces()
              .create("acme", schema, p -> p.named("Acme Corp.").limitedTo(Quotas.free()));
      acme.upsert(Document.of("a1", embed("An anvil.")).withText("An anvil."));
      System.out.println(acme.search(Query.keywords("anvil")).ids());

      Namespace globex = database.namespaces().create("globex", schema);
      System.out.println(globex.search(Query.keywords("anvil")).ids()); // sees nothing of it
    }
    // @end
  }

  private static void administer(VecDatabase database) {
    // @start region="quotas"
    Namespace acme = database.namespaces().get("acme");
    acme.setQuotas(Quotas.free().maxVectors(1));
    try {
      acme.upsert("a2", embed("A rocket."), Map.of());
    } catch (QuotaExceededException full) { // nothing was written
      System.out.println(full.limit() + ": " + full.requested() + " of " + full.allowed());
    }
    Usage usage = acme.usage();
    System.out.println(usage.vectors() + " vectors, near quota: " + usage.nearQuota());

    acme.snapshot("before-the-audit");
    acme.setStatus(NamespaceStatus.READ_ONLY);
    database.namespaces().drop("globex"); // at once, whatever it holds
    // @end
  }

  private static void copy(VecDatabase database) {
    // @start region="copy"
    VecStore trial = database.copy("articles", "articles-trial"); // links, whatever its size
    trial.deleteWhere("year < 2000"); // the articles stay as they are
    // @end
    System.out.println(trial.count() + " in the copy");
    database.drop("articles-trial");
  }

  private static void snapshot(VecDatabase database) {
    // @start region="snapshot"
    database.snapshot("monday"); // all collections and tenants, at one moment
    database.namespaces().drop("acme");
    database.restoreSnapshot("monday"); // in one step; what was there is kept beside it
    System.out.println(database.namespaces().get("acme").count() + " again");
    database.backup(Path.of("shop-backup")); // every byte verified
    // @end
  }

  private static void texts() {
    Embedder model = new TrigramEmbedder();
    // @start region="texts"
    Schema schema = Schema.of(model.dimension(), Metric.COSINE).embeddedBy(model.model());
    try (VecStore store = VecStore.inMemory(schema)) {
      EmbeddedTexts texts = EmbeddedTexts.of(store, model);
      texts.add(Map.of("a1", "Batteries charge quickly.", "a2", "Wind farms at sea."));
      texts.addPassages("guide", "A long text. Cut in two.", TextSplitter.sentences(15), Map.of());
      System.out.println(texts.search("charging a battery", 1).ids());
    }
    // @end
  }

  /** Stands for your model. */
  private record TrigramEmbedder() implements Embedder {
    @Override
    public String model() {
      return "trigrams-1";
    }

    @Override
    public int dimension() {
      return TrigramEmbedding.DIMENSION;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      return texts.stream().map(TrigramEmbedding::embed).toList();
    }
  }

  private static void embedAnew(VecDatabase database) {
    // @start region="swap"
    Embedder model = new TrigramEmbedder(); // the new one
    Schema schema = Schema.of(model.dimension(), Metric.DOT_PRODUCT).embeddedBy(model.model());
    database.embedAnew(
        "articles",
        "articles-next",
        schema,
        articles -> model.embed(articles.stream().map(a -> a.text().orElse("")).toList()));
    database.drop("articles-next"); // which holds what was embedded before
    // @end
    System.out.println(database.get("articles").schema().metric() + " " + database.list());
  }
}

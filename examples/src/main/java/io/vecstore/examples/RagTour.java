package io.vecstore.examples;

import io.vecstore.Embedder;
import io.vecstore.VecStore;
import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.analysis.TextAnalysis;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Fusion;
import io.vecstore.core.query.Hits;
import io.vecstore.core.query.Query;
import io.vecstore.core.query.Reranker;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.TextField;
import io.vecstore.core.schema.TextSpec;
import io.vecstore.rag.IngestPipeline;
import io.vecstore.rag.IngestProgress;
import io.vecstore.rag.PassageExpander;
import io.vecstore.rag.SourceText;
import io.vecstore.text.context.ContextPacker;
import io.vecstore.text.context.PackedContext;
import io.vecstore.text.context.Passage;
import io.vecstore.text.eval.AlphaTuner;
import io.vecstore.text.eval.Judgements;
import io.vecstore.text.eval.Measure;
import io.vecstore.text.eval.Rankings;
import io.vecstore.text.split.TextSplitter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The tour of what a language model needs around a search. Runs in memory. */
public final class RagTour {

  private static final String GUIDE =
      """
      # Charging

      A solid state cell charges in ten minutes. Its anode is lithium metal.

      # Storing

      Keep cells dry. Half full cells last longest.
      """;

  private static final Map<String, String> FILES =
      Map.of("guide.md", GUIDE, "news.md", "Ferries with batteries cross the sound.\n");

  private RagTour() {}

  /** Runs the tour. */
  public static void main(String[] args) {
    Embedder model = new TrigramEmbedder();
    Schema schema = Schema.of(model.dimension(), Metric.COSINE).embeddedBy(model.model());
    try (VecStore store = VecStore.inMemory(schema)) {
      ingest(store, model);
      Query query = reranked(model, "how long does a cell charge?");
      Hits hits = store.search(query);
      System.out.println(hits.ids());
      expand(store, hits);
      tune(store, model);
    }
    fields();
    synonyms();
  }

  private static void synonyms() {
    // @start region="synonyms"
    TextAnalysis analysis =
        TextAnalysis.none()
            .synonyms(0.7, "sofa, couch, settee", "tv => television set")
            .queryAnalyzer("name", AnalyzerSpec.simple()); // "batt" is not "b", "ba", "bat", too
    TextSpec words =
        TextSpec.english()
            .field(TextField.of("name", AnalyzerSpec.of("edges", "1", "12").then("lowercase"), 1));
    Schema schema = Schema.of(2, Metric.COSINE).withText(words);
    try (VecStore shop = VecStore.inMemory(schema, options -> options.analysis(analysis))) {
      shop.upsert(Document.of("s1", 1, 0).withText("A grey couch."));
      Query query = Query.keywords("grey sofa");
      System.out.println(shop.search(query).ids());
      System.out.print(shop.explain(query, "s1").orElseThrow().parts().getLast());
    }
    // @end
  }

  private static void ingest(VecStore store, Embedder model) {
    // @start region="ingest"
    IngestPipeline pipeline =
        IngestPipeline.of(store, model, TextSplitter.markdown(50))
            .onProgress(progress -> System.out.println("read " + progress.document()));
    Stream<SourceText> files =
        FILES.entrySet().stream()
            .map(file -> new SourceText(file.getKey(), file.getValue(), Map.of("lang", "en")))
            .sorted((one, other) -> one.id().compareTo(other.id()));
    IngestProgress done = pipeline.mirror(files); // what is not among them is deleted
    System.out.println(done.passages() + " passages, " + done.embedded() + " embedded");
    // @end
    String later = GUIDE.replace("dry", "dry and cool");
    IngestProgress again = pipeline.add(Stream.of(SourceText.of("guide.md", later)));
    System.out.println(again.embedded() + " embedded");
  }

  private static Query reranked(Embedder model, String question) {
    float[] vector = model.embed(List.of(question)).getFirst();
    // @start region="rerank"
    Reranker overlap = // stands for a cross-encoder
        (query, hits) -> {
          float[] scores = new float[hits.size()];
          for (int i = 0; i < scores.length; i++) {
            scores[i] = wordsInCommon(question, hits.get(i).text().orElse(""));
          }
          return scores;
        };
    Query query = Query.hybrid(vector, question).topK(2).reranked(20, overlap);
    // @end
    return query;
  }

  private static int wordsInCommon(String question, String text) {
    String said = text.toLowerCase(Locale.ROOT);
    return (int) Stream.of(question.split("\\W+")).filter(said::contains).count();
  }

  private static void expand(VecStore store, Hits hits) {
    // @start region="expand"
    List<Passage> sections = PassageExpander.section(store).expand(hits);
    PackedContext context = ContextPacker.tokens(200).pack(sections);
    System.out.println(context.text()); // what the model reads
    Passage first = context.cited().getFirst(); // what it means by [1]
    System.out.println(first.document() + " [" + first.start() + ", " + first.end() + ")");
    // @end
  }

  private static void fields() {
    // @start region="fields"
    TextSpec words =
        TextSpec.english()
            .field("title", 2) // analysed as the text is, and counts twice
            .field(TextField.of("tags", AnalyzerSpec.simple(), 1.5));
    try (VecStore books = VecStore.inMemory(Schema.of(2, Metric.COSINE).withText(words))) {
      books.upsert(
          Document.of("b1", 1, 0)
              .withText("Ships that carry cars.")
              .withMetadata(Map.of("title", "Ferries", "tags", List.of("north sea", "boats"))));

      Query any = Query.keywords("ferry"); // in whichever field
      Query one = Query.keywords("title:ferry +tags:\"north sea\"").syntax();
      Query other = any.boost("title", 5).boost("tags", 0); // other weights for this query
      System.out.println(
          List.of(books.search(any), books.search(one), books.search(other)).stream()
              .map(Hits::ids)
              .toList());
    }
    // @end
  }

  private static void tune(VecStore store, Embedder model) {
    // @start region="tune"
    Judgements judgements = new Judgements(); // or Judgements.read(lines of a TREC file)
    judgements.add("charging time", "guide.md#0", 2);
    judgements.add("ships", "news.md#0", 1);

    AlphaTuner.Tuned tuned =
        AlphaTuner.fit(
            alpha -> {
              Rankings found = new Rankings();
              for (String question : judgements.queries()) {
                float[] vector = model.embed(List.of(question)).getFirst();
                Query query = Query.hybrid(vector, question);
                Fusion fusion = Fusion.weighted(alpha);
                found.add(question, store.search(query.fusedBy(fusion)).ids());
              }
              return found;
            },
            judgements,
            new Measure.Ndcg(10));
    System.out.printf(Locale.ROOT, "nDCG@10 %.2f%n", tuned.value());
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
}

package io.vecstore.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.internal.ValidationUtils;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.RelevanceScore;
import dev.langchain4j.store.embedding.filter.Filter;
import io.vecstore.VecStore;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.Document;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.model.MetadataValue;
import io.vecstore.core.query.Fusion;
import io.vecstore.core.query.Hit;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Metric;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store as LangChain4j sees one: an {@link EmbeddingStore} over a {@link VecStore} whose metric
 * is cosine. Adding under an id that exists replaces. Numbers come back with the value that they
 * went in with, whole numbers as long and others as double; LangChain4j's getters convert.
 *
 * <p>Safe to share between threads. The store stays the caller's, who closes it.
 */
public final class VecStoreEmbeddingStore implements EmbeddingStore<TextSegment> {

  private static final int DELETED_AT_ONCE = 1_000;

  private final VecStore store;
  private final @Nullable Fusion fusion;

  private VecStoreEmbeddingStore(VecStore store, @Nullable Fusion fusion) {
    this.store = store;
    this.fusion = fusion;
  }

  /**
   * Returns the embedding store over a store; searches are by vector.
   *
   * @throws InvalidInputException if the metric is not cosine, which LangChain4j's scores stand on
   */
  public static VecStoreEmbeddingStore over(VecStore store) {
    Metric metric = store.schema().metric();
    if (metric != Metric.COSINE) {
      throw new InvalidInputException("metric " + metric + ", expected COSINE");
    }
    return new VecStoreEmbeddingStore(store, null);
  }

  /**
   * Returns a copy that searches by vector and by words where a request has a query text; the score
   * of a match is then the fused one.
   */
  public VecStoreEmbeddingStore hybrid(Fusion newFusion) {
    return new VecStoreEmbeddingStore(store, Objects.requireNonNull(newFusion, "fusion"));
  }

  @Override
  public String add(Embedding embedding) {
    String id = newId();
    add(id, embedding);
    return id;
  }

  @Override
  public void add(String id, Embedding embedding) {
    store.upsert(Document.of(id, embedding.vector()));
  }

  @Override
  public String add(Embedding embedding, TextSegment segment) {
    String id = newId();
    store.upsert(document(id, embedding, segment));
    return id;
  }

  @Override
  public List<String> addAll(List<Embedding> embeddings) {
    List<String> ids = generateIds(embeddings.size());
    addAll(ids, embeddings, null);
    return ids;
  }

  /**
   * Adds or replaces many, all or nothing. Nothing happens where there are none.
   *
   * @param segments one for each embedding, or null
   * @throws IllegalArgumentException if the lists differ in size; nothing is written
   */
  @Override
  public void addAll(
      @Nullable List<String> ids,
      @Nullable List<Embedding> embeddings,
      @Nullable List<TextSegment> segments) {
    ValidationUtils.ensureConsistentSizes(ids, embeddings, segments);
    if (ids == null || embeddings == null || ids.isEmpty()) {
      return;
    }
    store.batch(
        batch -> {
          for (int i = 0; i < ids.size(); i++) {
            TextSegment segment = segments == null ? null : segments.get(i);
            batch.upsert(document(ids.get(i), embeddings.get(i), segment));
          }
        });
  }

  @Override
  public void removeAll(@Nullable Collection<String> ids) {
    if (ids != null && !ids.isEmpty()) {
      store.batch(batch -> ids.forEach(batch::delete));
    }
  }

  @Override
  public void removeAll(Filter filter) {
    if (filter == null) {
      throw new IllegalArgumentException("filter cannot be null");
    }
    removeWhere(FilterTranslation.of(filter));
  }

  @Override
  public void removeAll() {
    removeWhere(io.vecstore.core.filter.Filter.everything());
  }

  private void removeWhere(io.vecstore.core.filter.Filter filter) {
    List<String> ids = new ArrayList<>();
    try (Stream<Document> documents = store.scan(filter)) {
      documents.forEach(document -> ids.add(document.id()));
    }
    for (int from = 0; from < ids.size(); from += DELETED_AT_ONCE) {
      removeAll(ids.subList(from, Math.min(ids.size(), from + DELETED_AT_ONCE)));
    }
  }

  @Override
  public EmbeddingSearchResult<TextSegment> search(EmbeddingSearchRequest request) {
    float[] vector = request.queryEmbedding().vector();
    Fusion fused = request.query() == null ? null : fusion;
    Query query =
        fused == null
            ? Query.nearest(vector).minScore((float) (2 * request.minScore() - 1))
            : Query.hybrid(vector, request.query())
                .fusedBy(fused)
                .minScore((float) request.minScore());
    query = query.topK(request.maxResults());
    if (request.filter() != null) {
      query = query.where(FilterTranslation.of(request.filter()));
    }
    List<EmbeddingMatch<TextSegment>> matches = new ArrayList<>();
    for (Hit hit : store.search(query)) {
      match(hit, fused != null).ifPresent(matches::add);
    }
    return new EmbeddingSearchResult<>(matches);
  }

  /** Returns the match of a hit, or nothing where it was deleted since. */
  private Optional<EmbeddingMatch<TextSegment>> match(Hit hit, boolean fused) {
    double score = fused ? hit.score() : RelevanceScore.fromCosineSimilarity(hit.score());
    return store
        .get(hit.id())
        .map(
            document ->
                new EmbeddingMatch<>(
                    Math.clamp(score, 0, 1),
                    hit.id(),
                    Embedding.from(document.vector()),
                    segment(hit)));
  }

  private static @Nullable TextSegment segment(Hit hit) {
    return hit.text()
        .filter(text -> !text.isBlank())
        .map(text -> TextSegment.from(text, metadata(hit.metadata())))
        .orElse(null);
  }

  /**
   * Returns the fields that LangChain4j has types for; others that the store holds are left out.
   */
  private static dev.langchain4j.data.document.Metadata metadata(Metadata fields) {
    var result = new dev.langchain4j.data.document.Metadata();
    fields.forEach(
        (key, value) -> {
          switch (value) {
            case MetadataValue.Text text -> result.put(key, text.value());
            case MetadataValue.Int number -> result.put(key, number.value());
            case MetadataValue.Real number -> result.put(key, number.value());
            case MetadataValue.Bool flag -> {}
            case MetadataValue.Timestamp moment -> {}
            case MetadataValue.Array array -> {}
            case MetadataValue.Nested nested -> {}
            case MetadataValue.Null nothing -> {}
          }
        });
    return result;
  }

  private static Document document(String id, Embedding embedding, @Nullable TextSegment segment) {
    Document document = Document.of(id, embedding.vector());
    return segment == null
        ? document
        : document.withText(segment.text()).withMetadata(segment.metadata().toMap());
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}

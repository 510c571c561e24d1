package io.vecstore;

import io.vecstore.core.filter.Filter;
import io.vecstore.core.filter.KnownFields;
import io.vecstore.core.model.Document;
import io.vecstore.core.model.FieldPath;
import io.vecstore.core.query.Explanation;
import io.vecstore.core.query.HitGroup;
import io.vecstore.core.query.Hits;
import io.vecstore.core.query.Page;
import io.vecstore.core.query.Query;
import io.vecstore.core.query.ScoreExplanation;
import io.vecstore.core.schema.Schema;
import io.vecstore.internal.store.StoreReader;
import io.vecstore.text.highlight.Snippet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A snapshot, open for reading. */
final class SnapshotReader implements VecReader {

  private final StoreReader reader;

  SnapshotReader(StoreReader reader) {
    this.reader = reader;
  }

  @Override
  public Schema schema() {
    return reader.schema();
  }

  @Override
  public Optional<Document> get(String id) {
    return reader.get(id);
  }

  @Override
  public long count() {
    return reader.count();
  }

  @Override
  public long count(Filter filter) {
    return reader.count(filter);
  }

  @Override
  public Hits search(Query query) {
    return reader.search(query);
  }

  @Override
  public List<HitGroup> groups(Query query, String field, int perGroup) {
    return reader.groups(query, FieldPath.parse(field), perGroup);
  }

  @Override
  public Page page(Query query, Optional<String> after) {
    return reader.page(query, after);
  }

  @Override
  public Hits recommend(List<String> like, List<String> unlike, UnaryOperator<Query> options) {
    return reader.recommend(like, unlike, options);
  }

  @Override
  public KnownFields fields() {
    return reader.fields();
  }

  @Override
  public Optional<ScoreExplanation> explain(Query query, String id) {
    return reader.explain(query, id);
  }

  @Override
  public Explanation explain(Query query) {
    return reader.explain(query);
  }

  @Override
  public List<Snippet> snippets(Query query, String text, int count, int length) {
    return reader.snippets(query, text, count, length);
  }

  @Override
  public List<String> completions(String start, int count) {
    return reader.completions(start, count);
  }

  @Override
  public List<String> corrections(String word, int count) {
    return reader.corrections(word, count);
  }

  @Override
  public Stream<Document> scan(Filter filter) {
    return reader.scan(filter);
  }

  @Override
  public void close() {
    reader.close();
  }
}

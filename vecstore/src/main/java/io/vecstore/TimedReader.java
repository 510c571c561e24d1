package io.vecstore;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.filter.KnownFields;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Explanation;
import io.vecstore.core.query.HitGroup;
import io.vecstore.core.query.Hits;
import io.vecstore.core.query.Page;
import io.vecstore.core.query.Query;
import io.vecstore.core.query.ScoreExplanation;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.spi.ReadLimit;
import io.vecstore.text.highlight.Snippet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A reader whose reads each have an end. */
final class TimedReader implements VecReader {

  private final VecReader reader;
  private final Duration time;

  TimedReader(VecReader reader, Duration time) {
    this.reader = reader;
    this.time = requirePositive(time);
  }

  static Duration requirePositive(Duration time) {
    if (!time.isPositive()) {
      throw new InvalidInputException("within " + time + ", expected a time above zero");
    }
    return time;
  }

  private <T> T limited(Supplier<T> read) {
    return ReadLimit.of(time).call(read);
  }

  @Override
  public Schema schema() {
    return reader.schema();
  }

  @Override
  public Optional<Document> get(String id) {
    return limited(() -> reader.get(id));
  }

  @Override
  public long count() {
    return limited(() -> reader.count());
  }

  @Override
  public long count(Filter filter) {
    return limited(() -> reader.count(filter));
  }

  @Override
  public Hits search(Query query) {
    return limited(() -> reader.search(query));
  }

  @Override
  public List<HitGroup> groups(Query query, String field, int perGroup) {
    return limited(() -> reader.groups(query, field, perGroup));
  }

  @Override
  public Page page(Query query, Optional<String> after) {
    return limited(() -> reader.page(query, after));
  }

  @Override
  public Hits recommend(List<String> like, List<String> unlike, UnaryOperator<Query> options) {
    return limited(() -> reader.recommend(like, unlike, options));
  }

  @Override
  public KnownFields fields() {
    return limited(() -> reader.fields());
  }

  @Override
  public Optional<ScoreExplanation> explain(Query query, String id) {
    return limited(() -> reader.explain(query, id));
  }

  @Override
  public Explanation explain(Query query) {
    return limited(() -> reader.explain(query));
  }

  @Override
  public List<Snippet> snippets(Query query, String text, int count, int length) {
    return limited(() -> reader.snippets(query, text, count, length));
  }

  @Override
  public List<String> completions(String start, int count) {
    return limited(() -> reader.completions(start, count));
  }

  @Override
  public List<String> corrections(String word, int count) {
    return limited(() -> reader.corrections(word, count));
  }

  @Override
  public Stream<Document> scan(Filter filter) {
    return limited(() -> reader.scan(filter));
  }

  @Override
  public void close() {
    // Whoever has made the reader closes it.
  }
}

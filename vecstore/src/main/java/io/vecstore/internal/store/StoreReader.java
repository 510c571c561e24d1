package io.vecstore.internal.store;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.NotFoundException;
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
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.ReadLimit;
import io.vecstore.internal.event.FlightRecording;
import io.vecstore.internal.event.QueryEvent;
import io.vecstore.internal.search.GroupSearch;
import io.vecstore.internal.search.Matching;
import io.vecstore.internal.search.PageSearch;
import io.vecstore.internal.search.Searcher;
import io.vecstore.internal.search.Trace;
import io.vecstore.internal.segment.SegmentSlice;
import io.vecstore.internal.view.ReadView;
import io.vecstore.internal.view.ViewPublisher;
import io.vecstore.text.highlight.Snippet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every read, of a live store or a snapshot: takes a view, reads it on the caller's thread, gives
 * it back. A read ends before its answer where its thread is interrupted, or where it has taken
 * longer than it may: {@link ReadLimit}.
 */
public final class StoreReader implements AutoCloseable {

  private final Schema schema;
  private final ViewPublisher views;
  private final Searcher searcher;

  /** Creates a reader of what is published. */
  StoreReader(Schema schema, ViewPublisher views, Searcher searcher) {
    this.schema = schema;
    this.views = views;
    this.searcher = searcher;
  }

  /** Returns what the store holds. */
  public Schema schema() {
    return schema;
  }

  /** Returns the document with an id, if there is one. */
  public Optional<Document> get(String id) {
    Document.checkId(id);
    return inView(view -> find(id, view));
  }

  private static Optional<Document> find(String id, ReadView view) {
    for (SegmentSlice slice : view.slices().reversed()) {
      int ordinal = slice.find(id);
      if (ordinal >= 0) {
        return Optional.of(slice.segment().document(ordinal));
      }
    }
    return Optional.empty();
  }

  /** Returns the number of documents. */
  public long count() {
    return inView(ReadView::count);
  }

  /** Returns the number of documents that pass a filter. */
  public long count(Filter filter) {
    Objects.requireNonNull(filter, "filter");
    return read(
        view ->
            view.slices().stream()
                .mapToLong(s -> Matching.of(s, Optional.of(filter)).count())
                .sum());
  }

  /** Answers a query. */
  public Hits search(Query query) {
    Objects.requireNonNull(query, "query");
    @Nullable QueryEvent event = FlightRecording.isOn() ? new QueryEvent() : null;
    Hits hits = read(query, view -> searcher.search(query, view.slices(), Trace.off()));
    if (event != null && event.isWanted()) {
      event.record(
          views.store(), kind(query), query.topK(), query.filter().isPresent(), hits.size());
    }
    return hits;
  }

  private static String kind(Query query) {
    if (query.vector().isEmpty()) {
      return "KEYWORDS";
    }
    return query.keywords().isEmpty() ? "NEAREST" : "HYBRID";
  }

  /** Returns the best groups of hits by the value of a field. */
  public List<HitGroup> groups(Query query, FieldPath field, int perGroup) {
    return read(
        query, view -> new GroupSearch(searcher, view.slices(), field).groups(query, perGroup));
  }

  /** Returns some of the hits of a query, after a place or from the beginning. */
  public Page page(Query query, Optional<String> after) {
    return read(query, view -> new PageSearch(searcher, view.slices()).page(query, after));
  }

  /** Answers a query for what is like some documents and unlike others, without these. */
  public Hits recommend(List<String> like, List<String> unlike, UnaryOperator<Query> options) {
    Set<String> examples = new HashSet<>(like);
    examples.addAll(unlike);
    return read(
        view -> {
          Query query = options.apply(Query.like(vectors(like, view), vectors(unlike, view)));
          int more = Math.min(Query.MAX_K, query.topK() + examples.size());
          Hits hits = searcher.search(query.topK(more), view.slices(), Trace.off());
          return new Hits(
              hits.stream()
                  .filter(hit -> !examples.contains(hit.id()))
                  .limit(query.topK())
                  .toList(),
              hits.took());
        });
  }

  private static List<float[]> vectors(List<String> ids, ReadView view) {
    return ids.stream()
        .map(
            id ->
                find(id, view)
                    .map(Document::vector)
                    .orElseThrow(() -> new NotFoundException("document", id, "as an example")))
        .toList();
  }

  /** Returns which fields the documents have, and of which types. */
  public KnownFields fields() {
    return read(
        view ->
            view.slices().stream()
                .peek(_ -> ReadLimit.current().check())
                .map(slice -> slice.segment().knownFields())
                .reduce(KnownFields::or)
                .orElse(KnownFields.of(Set.of(), Map.of(), List.of())));
  }

  /** Answers a query and tells how. */
  public Explanation explain(Query query) {
    Objects.requireNonNull(query, "query");
    Trace trace = Trace.of(query.toString());
    return read(
        query,
        view -> {
          searcher.search(query, view.slices(), trace);
          return trace.explanation();
        });
  }

  /** Returns why a document has its score for a query. */
  public Optional<ScoreExplanation> explain(Query query, String id) {
    Document.checkId(id);
    return read(query, view -> searcher.explain(query, id, view.slices()));
  }

  /** Returns the passages of a text that say most of what a query asks. */
  public List<Snippet> snippets(Query query, String text, int count, int length) {
    return query.keywords().isEmpty()
        ? List.of()
        : read(
            query,
            view ->
                searcher
                    .keywords()
                    .highlighter(query, view.slices())
                    .snippets(text, count, length));
  }

  /** Returns indexed terms that begin as a text does. */
  public List<String> completions(String start, int count) {
    return read(view -> searcher.keywords().completions(start, count, view.slices()));
  }

  /** Returns indexed terms that are like a word. */
  public List<String> corrections(String word, int count) {
    return read(view -> searcher.keywords().corrections(word, count, view.slices()));
  }

  /** Returns the documents that pass a filter; lazy, holds a view until it is closed. */
  public Stream<Document> scan(Filter filter) {
    Objects.requireNonNull(filter, "filter");
    ReadView view = views.acquire();
    List<SegmentSlice> slices = view.slices();
    ReadLimit limit = ReadLimit.read(ReadLimit::current);
    return slices.stream()
        .flatMap(slice -> documents(slice, filter, limit))
        .onClose(new Once(view::release));
  }

  /** Each step of the stream is a part of the read, whoever makes it, wherever. */
  private static Stream<Document> documents(SegmentSlice slice, Filter filter, ReadLimit limit) {
    OrdinalBits accept = limit.call(() -> Matching.of(slice, Optional.of(filter)).bits());
    return IntStream.iterate(
            accept.next(0), ordinal -> ordinal >= 0, ordinal -> accept.next(ordinal + 1))
        .mapToObj(
            ordinal -> {
              limit.check();
              return slice.segment().document(ordinal);
            });
  }

  private <T> T read(Query query, Function<ReadView, T> work) {
    return query
        .within()
        .map(time -> ReadLimit.of(time).call(() -> inView(work)))
        .orElseGet(() -> read(work));
  }

  private <T> T read(Function<ReadView, T> work) {
    return ReadLimit.read(() -> inView(work));
  }

  private <T> T inView(Function<ReadView, T> work) {
    ReadView view = views.acquire();
    try {
      return work.apply(view);
    } catch (InternalError unreadable) {
      // The JVM's name for a page of a mapping that the disk does not give back.
      throw new CorruptStoreException(
          views.store(), -1, "a page of a file cannot be read: " + unreadable.getMessage());
    } finally {
      view.release();
    }
  }

  @Override
  public void close() {
    views.close();
  }

  /** Runs something at most once: a stream may be closed more often. */
  private static final class Once implements Runnable {
    private final java.util.concurrent.atomic.AtomicReference<Runnable> work;

    Once(Runnable work) {
      this.work = new java.util.concurrent.atomic.AtomicReference<>(work);
    }

    @Override
    public void run() {
      Runnable mine = work.getAndSet(() -> {});
      mine.run();
    }
  }
}

package io.vecstore.internal.store;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Explanation;
import io.vecstore.core.query.Hits;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.internal.event.QueryEvent;
import io.vecstore.internal.search.Matching;
import io.vecstore.internal.search.Searcher;
import io.vecstore.internal.search.Trace;
import io.vecstore.internal.segment.SegmentSlice;
import io.vecstore.internal.view.ReadView;
import io.vecstore.internal.view.ViewPublisher;
import io.vecstore.text.highlight.Snippet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Every read, of a live store or a snapshot: takes a view, reads it on the caller's thread, gives
 * it back.
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
    return read(
        view -> {
          for (SegmentSlice slice : view.slices().reversed()) {
            int ordinal = slice.find(id);
            if (ordinal >= 0) {
              return Optional.of(slice.segment().document(ordinal));
            }
          }
          return Optional.empty();
        });
  }

  /** Returns the number of documents. */
  public long count() {
    return read(ReadView::count);
  }

  /** Returns the number of documents that pass a filter. */
  public long count(Filter filter) {
    return read(
        view ->
            view.slices().stream()
                .mapToLong(s -> Matching.of(s, Optional.of(filter)).count())
                .sum());
  }

  /** Answers a query. */
  public Hits search(Query query) {
    QueryEvent event = new QueryEvent();
    Hits hits = read(view -> searcher.search(query, view.slices(), Trace.off()));
    if (event.isWanted()) {
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

  /** Answers a query and tells how. */
  public Explanation explain(Query query) {
    Trace trace = Trace.of(query.toString());
    return read(
        view -> {
          searcher.search(query, view.slices(), trace);
          return trace.explanation();
        });
  }

  /** Returns the passages of a text that say most of what a query asks. */
  public List<Snippet> snippets(Query query, String text, int count, int length) {
    return query.keywords().isEmpty()
        ? List.of()
        : read(
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
    ReadView view = views.acquire();
    List<SegmentSlice> slices = view.slices();
    return slices.stream()
        .flatMap(slice -> documents(slice, filter))
        .onClose(new Once(view::release));
  }

  private static Stream<Document> documents(SegmentSlice slice, Filter filter) {
    OrdinalBits accept = Matching.of(slice, Optional.of(filter)).bits();
    return IntStream.iterate(
            accept.next(0), ordinal -> ordinal >= 0, ordinal -> accept.next(ordinal + 1))
        .mapToObj(slice.segment()::document);
  }

  private <T> T read(Function<ReadView, T> work) {
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

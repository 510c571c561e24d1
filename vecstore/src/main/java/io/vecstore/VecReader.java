package io.vecstore;

import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Explanation;
import io.vecstore.core.query.Hits;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Schema;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be read: a live store, or a snapshot of one. Safe to share between any number of
 * threads; every call sees one version of the store from its start to its end.
 *
 * <p>Each method throws {@link io.vecstore.core.error.StoreClosedException} after {@link #close()},
 * and {@link io.vecstore.core.error.CorruptStoreException} where it meets damaged bytes.
 */
public sealed interface VecReader extends AutoCloseable permits VecStore, SnapshotReader {

  /** Returns what the store holds. */
  Schema schema();

  /** Returns the document with an id, if there is one. */
  Optional<Document> get(String id);

  /** Returns the number of documents. */
  long count();

  /** Returns the number of documents that pass a filter. */
  long count(Filter filter);

  /**
   * Returns the number of documents that pass a filter.
   *
   * @throws io.vecstore.core.error.FilterSyntaxException if the text is not a filter; the message
   *     shows where
   */
  default long count(String filter) {
    return count(Filter.parse(filter));
  }

  /**
   * Answers a query: as many hits as were asked for, or all documents that match where there are
   * fewer; best first.
   *
   * @throws io.vecstore.core.error.DimensionMismatchException if the query's vector does not fit
   *     the schema
   * @throws io.vecstore.core.error.InvalidInputException if the query's vector is zero and the
   *     metric is cosine
   */
  Hits search(Query query);

  /**
   * Answers a query and tells how: the plan, its steps, their counts and times.
   *
   * @throws io.vecstore.core.error.DimensionMismatchException if the query's vector does not fit
   *     the schema
   */
  Explanation explain(Query query);

  /**
   * Returns the documents that pass a filter, in no particular order. Lazy; sees the version of the
   * store at the call; must be closed, since it holds that version until then.
   */
  Stream<Document> scan(Filter filter);

  /**
   * Returns the documents that pass a filter, as {@link #scan(Filter)} does.
   *
   * @throws io.vecstore.core.error.FilterSyntaxException if the text is not a filter; the message
   *     shows where
   */
  default Stream<Document> scan(String filter) {
    return scan(Filter.parse(filter));
  }

  /**
   * Releases what the reader holds. Reads that are under way go on to their end. May be called more
   * than once.
   */
  @Override
  void close();
}

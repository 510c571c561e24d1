package io.vecstore;

import io.vecstore.core.filter.Filter;
import io.vecstore.core.filter.KnownFields;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Explanation;
import io.vecstore.core.query.Hit;
import io.vecstore.core.query.HitGroup;
import io.vecstore.core.query.Hits;
import io.vecstore.core.query.Page;
import io.vecstore.core.query.Query;
import io.vecstore.core.query.ScoreExplanation;
import io.vecstore.core.schema.Schema;
import io.vecstore.text.highlight.Snippet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What can be read: a live store, a snapshot of one, or a namespace. Safe to share between any
 * number of threads; every call sees one version of the store from its start to its end.
 *
 * <p>Each method throws {@link io.vecstore.core.error.StoreClosedException} after {@link #close()},
 * {@link io.vecstore.core.error.CorruptStoreException} where it meets damaged bytes, and {@link
 * io.vecstore.core.error.ReadStoppedException} where its thread is interrupted while it searches,
 * filters or streams, or its time is up: {@link #within}.
 */
public sealed interface VecReader extends AutoCloseable
    permits VecStore, SnapshotReader, Namespace, TimedReader {

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
   * Returns the best groups of hits by the value of a field: as many groups as the query asks for
   * hits, the one with the best hit first, and no group is missed because another is large.
   * Documents with no single value there (missing, null, an array, an object) are in no group.
   *
   * @param field a path, for example {@code author.name}
   * @param perGroup how many hits a group has at most
   */
  List<HitGroup> groups(Query query, String field, int perGroup);

  /**
   * Returns the hits of a query page by page, {@link Query#topK} to a page. A page goes on where
   * the last one ended, by score and id, in the version of the store at its own call: a document
   * that is neither changed nor deleted meanwhile comes once, on one page, whatever else is
   * written. An approximate search may still miss one; {@link Query#exact} does not.
   *
   * @param after the {@link Page#next} of the page before, or nothing for the first
   * @throws io.vecstore.core.error.InvalidInputException if it is no such thing, or the scores of
   *     the query depend on other documents: only nearest vectors have pages
   */
  Page page(Query query, Optional<String> after);

  /**
   * Returns documents that are like some and unlike others, by {@link Query#like}; these examples
   * are not among them.
   *
   * @param like ids of good examples, at least one
   * @param unlike ids of bad examples
   * @param options completes the query: number of hits, filter
   * @throws io.vecstore.core.error.NotFoundException if there is no document with one of the ids
   */
  Hits recommend(List<String> like, List<String> unlike, UnaryOperator<Query> options);

  /**
   * Returns which fields the documents have, and of which types: {@code Filter.parse(text,
   * store.fields())} refuses a filter that asks for anything else, and suggests what may be meant.
   */
  KnownFields fields();

  /**
   * Answers a query and tells how: the plan, its steps, their counts and times.
   *
   * @throws io.vecstore.core.error.DimensionMismatchException if the query's vector does not fit
   *     the schema
   */
  Explanation explain(Query query);

  /**
   * Tells why a document has its score for a query: what each leg says of it and how they are
   * fused, what each word adds, and why. The numbers are those of the search.
   *
   * @param id of the document, a hit or not
   * @return nothing where there is no such document, or the query cannot find it: the filter does
   *     not pass it, its words do not match. What is not among the candidates of a hybrid query has
   *     the fused score 0
   * @throws io.vecstore.core.error.DimensionMismatchException if the query's vector does not fit
   *     the schema
   */
  Optional<ScoreExplanation> explain(Query query, String id);

  /**
   * Returns the passages of a hit that say most of what the query's keywords ask, at most two of
   * about 240 characters, with what was asked for marked; none where the hit has no text, or the
   * query no keywords.
   */
  default List<Snippet> snippets(Query query, Hit hit) {
    return hit.text().map(text -> snippets(query, text, 2, 240)).orElse(List.of());
  }

  /**
   * Returns the passages of any text that say most of what the query's keywords ask, in the order
   * of the text; its beginning, where it says nothing of that; none if it is blank, or the query
   * has no keywords. The text is analysed again, as the store does it.
   *
   * @param count how many passages at most, at least 1
   * @param length the longest passage in UTF-16 units, at least 1
   */
  List<Snippet> snippets(Query query, String text, int count, int length);

  /**
   * Returns terms of the store that begin as the last word of a text does, those of most documents
   * first: what somebody who is typing may want. Terms are as they are indexed, so with an analysis
   * that reduces words to stems, stems.
   *
   * @param count how many at most
   */
  List<String> completions(String start, int count);

  /**
   * Returns terms of the store that differ from a word by one or two letters, the nearest first,
   * then those of most documents: what somebody who has mistyped may have meant.
   *
   * @param count how many at most
   */
  List<String> corrections(String word, int count);

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
   * Returns the same reader, each of whose reads may take so long and not longer: then it is
   * stopped, a few milliseconds later, by a {@link io.vecstore.core.error.ReadStoppedException}.
   * The time of a {@link #scan} begins at that call and holds for its stream. Closing what is
   * returned closes nothing.
   *
   * {@snippet file="Tour.java" region="within"}
   *
   * @param time above zero
   * @throws io.vecstore.core.error.InvalidInputException if it is not
   */
  default VecReader within(Duration time) {
    return new TimedReader(this, time);
  }

  /**
   * Releases what the reader holds. Reads that are under way go on to their end. May be called more
   * than once.
   */
  @Override
  void close();
}

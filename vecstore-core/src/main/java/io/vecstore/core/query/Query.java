package io.vecstore.core.query;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A question to a store: the nearest vectors, the best keyword matches, or both fused; if wanted
 * among the documents that pass a filter only. Immutable: every method returns a new query, so one
 * query can be the template of many.
 *
 * {@snippet :
 * Query.nearest(vector).topK(5).where("lang = 'en' AND year >= 2020");
 * Query.hybrid(vector, "\"energy density\" cathode").fusedBy(Fusion.rrf());
 * }
 */
public final class Query {

  /** The most hits that a query may ask for. */
  public static final int MAX_K = 1_000_000;

  private static final int DEFAULT_K = 10;

  private final float @Nullable [] vector;
  private final @Nullable Words words;
  private final Fusion fusion;
  private final Limits limits;

  /** What is asked in words, and whether operators mean something in it. */
  private record Words(String text, boolean syntax) {}

  /** The parts that every kind of query has. */
  private record Limits(
      int k, int ef, boolean exact, float minScore, int jumps, @Nullable Filter filter) {
    Limits k(int value) {
      return new Limits(value, ef, exact, minScore, jumps, filter);
    }

    Limits ef(int value) {
      return new Limits(k, value, exact, minScore, jumps, filter);
    }

    Limits minScore(float value) {
      return new Limits(k, ef, exact, value, jumps, filter);
    }

    Limits jumps(int value) {
      return new Limits(k, ef, exact, minScore, value, filter);
    }

    Limits filter(Filter value) {
      return new Limits(k, ef, exact, minScore, jumps, value);
    }
  }

  private Query(float @Nullable [] vector, @Nullable Words words, Fusion fusion, Limits limits) {
    this.vector = vector;
    this.words = words;
    this.fusion = fusion;
    this.limits = limits;
  }

  private static Query of(float @Nullable [] vector, @Nullable String text) {
    float[] copy = vector == null ? null : Document.checkVector(vector, "query");
    Limits limits = new Limits(DEFAULT_K, 0, false, Float.NEGATIVE_INFINITY, 0, null);
    Words words = text == null ? null : new Words(text, false);
    return new Query(copy, words, Fusion.weighted(), limits);
  }

  /**
   * Returns a query for the documents whose vectors are nearest.
   *
   * @param vector copied
   * @throws InvalidInputException if the vector is empty or not finite
   */
  public static Query nearest(float... vector) {
    return of(Objects.requireNonNull(vector, "vector"), null);
  }

  /**
   * Returns a query for the documents whose text matches best, by BM25. Any text is allowed: words
   * are words, and only a run in double quotes is special, a phrase.
   */
  public static Query keywords(String text) {
    return of(null, Objects.requireNonNull(text, "text"));
  }

  /**
   * Returns a query for the documents that are best by vector and by keywords together; fused by
   * {@link Fusion#weighted()} unless said otherwise.
   *
   * @param vector copied
   * @throws InvalidInputException if the vector is empty or not finite
   */
  public static Query hybrid(float[] vector, String text) {
    return of(Objects.requireNonNull(vector, "vector"), Objects.requireNonNull(text, "text"));
  }

  /**
   * Returns a copy that asks for another number of hits; 10 unless said otherwise.
   *
   * @throws InvalidInputException if {@code k} is outside [1, {@link #MAX_K}]
   */
  public Query topK(int k) {
    if (k < 1 || k > MAX_K) {
      throw new InvalidInputException("k " + k + " is outside [1, " + MAX_K + "]");
    }
    return with(limits.k(k));
  }

  /**
   * Returns a copy with a beam width of its own for graphs: larger finds more, at a cost that is
   * about linear in it.
   *
   * @throws InvalidInputException if {@code ef} is outside [1, 10000]
   */
  public Query ef(int ef) {
    if (ef < 1 || ef > 10_000) {
      throw new InvalidInputException("ef " + ef + " is outside [1, 10000]");
    }
    return with(limits.ef(ef));
  }

  /** Returns a copy that looks at every vector, so that no near one can be missed. */
  public Query exact() {
    return with(
        new Limits(limits.k, limits.ef, true, limits.minScore, limits.jumps, limits.filter));
  }

  /** Returns a copy that leaves out hits with a score below {@code score}. */
  public Query minScore(float score) {
    if (Float.isNaN(score)) {
      throw new InvalidInputException("minScore is NaN, expected a number");
    }
    return with(limits.minScore(score));
  }

  /**
   * Returns a copy that ends its hits where the scores fall: before the {@code jumps}-th drop that
   * is more than twice the median drop. What comes after it is seldom about the query.
   *
   * @param jumps 1 for the strictest cut; 0, unless said otherwise, for none
   * @throws InvalidInputException if it is negative
   */
  public Query autocut(int jumps) {
    if (jumps < 0) {
      throw new InvalidInputException("autocut " + jumps + " is negative");
    }
    return with(limits.jumps(jumps));
  }

  /**
   * Returns a copy that finds documents which pass the filter only. A second filter replaces the
   * first.
   *
   * @throws io.vecstore.core.error.FilterSyntaxException if the text is not a filter; the message
   *     shows where
   */
  public Query where(String filter) {
    return where(Filter.parse(filter));
  }

  /**
   * Returns a copy that finds documents which pass the filter only, with values for its parameters.
   *
   * @param parameters a value for each {@code :name} in the filter; typed, never read as filter
   *     text
   * @throws io.vecstore.core.error.FilterSyntaxException if the text is not a filter, or a
   *     parameter has no value
   */
  public Query where(String filter, Map<String, ?> parameters) {
    return where(Filter.parse(filter).bind(parameters));
  }

  /** Returns a copy that finds documents which pass the filter only. */
  public Query where(Filter filter) {
    Objects.requireNonNull(filter, "filter");
    return with(limits.filter(filter));
  }

  /** Returns a copy that fuses its two parts in another way. */
  public Query fusedBy(Fusion newFusion) {
    return new Query(vector, words, Objects.requireNonNull(newFusion, "fusion"), limits);
  }

  /**
   * Returns a copy whose keywords are read as a query with operators: {@code +must}, {@code -not},
   * {@code AND}, {@code OR}, {@code NOT}, {@code "a phrase"~2}, {@code beginning*}, {@code
   * mispelt~}, {@code boosted^2} and parentheses. Without this every character but the double quote
   * is literal, so that what a user types cannot be wrong; with it, a query that cannot be read is
   * an {@link InvalidInputException} of the search, which shows the place.
   *
   * @throws InvalidInputException if the query has no keywords
   */
  public Query syntax() {
    if (words == null) {
      throw new InvalidInputException("the query has no keywords that could have a syntax");
    }
    return new Query(vector, new Words(words.text, true), fusion, limits);
  }

  private Query with(Limits newLimits) {
    return new Query(vector, words, fusion, newLimits);
  }

  /** Returns a copy of the vector, if the query has one. */
  public Optional<float[]> vector() {
    return Optional.ofNullable(vector).map(float[]::clone);
  }

  /** Returns the keywords, if the query has any. */
  public Optional<String> keywords() {
    return Optional.ofNullable(words).map(Words::text);
  }

  /** Returns whether operators in the keywords mean something, see {@link #syntax()}. */
  public boolean hasSyntax() {
    return words != null && words.syntax;
  }

  /** Returns how many hits are asked for. */
  public int topK() {
    return limits.k;
  }

  /** Returns the beam width, where the query has one of its own. */
  public OptionalInt ef() {
    return limits.ef == 0 ? OptionalInt.empty() : OptionalInt.of(limits.ef);
  }

  /** Returns whether every vector is to be looked at. */
  public boolean isExact() {
    return limits.exact;
  }

  /** Returns the score below which hits are left out; negative infinity unless said otherwise. */
  public float minScore() {
    return limits.minScore;
  }

  /** Returns at which jump of the scores the hits end; 0 where at none. */
  public int autocut() {
    return limits.jumps;
  }

  /** Returns the filter, if there is one. */
  public Optional<Filter> filter() {
    return Optional.ofNullable(limits.filter);
  }

  /** Returns how the two parts of a hybrid query are fused. */
  public Fusion fusion() {
    return fusion;
  }

  @Override
  public String toString() {
    StringBuilder out =
        new StringBuilder(vector == null ? "keywords" : words == null ? "nearest" : "hybrid");
    if (words != null) {
      out.append(words.syntax ? " syntax" : "").append(" \"").append(words.text).append('"');
    }
    if (vector != null && words != null) {
      out.append(" by ").append(fusion);
    }
    out.append(", top ").append(limits.k);
    filter().ifPresent(filter -> out.append(", where ").append(filter));
    return out.toString();
  }
}

package io.vecstore.core.query;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
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
  private final List<Query> stages;
  private final Fusion fusion;
  private final Limits limits;

  /** What is asked in words, and whether operators mean something in it. */
  private record Words(String text, boolean syntax, Map<String, Float> boosts) {}

  /** The parts that every kind of query has. */
  private record Limits(
      int k, Effort effort, float minScore, Order order, @Nullable Filter filter) {
    static final Limits DEFAULT =
        new Limits(DEFAULT_K, Effort.DEFAULT, Float.NEGATIVE_INFINITY, Order.DEFAULT, null);

    Limits k(int value) {
      return new Limits(value, effort, minScore, order, filter);
    }

    Limits effort(Effort value) {
      return new Limits(k, value, minScore, order, filter);
    }

    Limits minScore(float value) {
      return new Limits(k, effort, value, order, filter);
    }

    Limits order(Order value) {
      return new Limits(k, effort, minScore, value, filter);
    }

    Limits filter(Filter value) {
      return new Limits(k, effort, minScore, order, value);
    }
  }

  /** How much is done for the answer. */
  private record Effort(int ef, boolean exact, @Nullable Duration time) {
    static final Effort DEFAULT = new Effort(0, false, null);
  }

  /** What is done to the ranking at the end. */
  private record Order(
      int jumps, double relevance, @Nullable Reranker reranker, int rerankedCandidates) {
    static final Order DEFAULT = new Order(0, 1, null, 0);
  }

  private Query(
      float @Nullable [] vector,
      @Nullable Words words,
      List<Query> stages,
      Fusion fusion,
      Limits limits) {
    this.vector = vector;
    this.words = words;
    this.stages = stages;
    this.fusion = fusion;
    this.limits = limits;
  }

  private static Query of(float @Nullable [] vector, @Nullable String text) {
    float[] copy = vector == null ? null : Document.checkVector(vector, "query");
    Words words = text == null ? null : new Words(text, false, Map.of());
    return new Query(copy, words, List.of(), Fusion.weighted(), Limits.DEFAULT);
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
   * Returns a query for what lies near some examples and away from others: near the mean of the
   * good ones, moved by as much again as that differs from the mean of the bad ones.
   *
   * @param good vectors of one dimension, at least one; copied
   * @param bad vectors of the same dimension, possibly none; copied
   * @throws InvalidInputException if there is no good example, or dimensions differ
   */
  public static Query like(List<float[]> good, List<float[]> bad) {
    return of(Examples.target(good, bad), null);
  }

  /**
   * Returns a query that asks several others, each with its own vector, words, filter and number of
   * hits, and fuses what they find: the first has the weight {@code alpha} of the fusion, the
   * others share the rest. Its own filter holds for all of them.
   *
   * @throws InvalidInputException if there is no stage
   */
  public static Query fused(Fusion fusion, Query... stages) {
    if (stages.length == 0) {
      throw new InvalidInputException("a fused query needs at least one stage, found none");
    }
    return new Query(
        null, null, List.of(stages), Objects.requireNonNull(fusion, "fusion"), Limits.DEFAULT);
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
    return with(limits.effort(new Effort(ef, limits.effort.exact, limits.effort.time)));
  }

  /** Returns a copy that looks at every vector, so that no near one can be missed. */
  public Query exact() {
    return with(limits.effort(new Effort(limits.effort.ef, true, limits.effort.time)));
  }

  /**
   * Returns a copy that may take so long, and not longer: then the search is stopped, a millisecond
   * or two later, by a {@link io.vecstore.core.error.ReadStoppedException} and without hits. So is
   * any read whose thread is interrupted. Of a stage, the time of this stage.
   *
   * {@snippet :
   * store.search(Query.keywords(words).within(Duration.ofMillis(50)));
   * }
   *
   * @param time above zero
   * @throws InvalidInputException if it is not
   */
  public Query within(Duration time) {
    if (!time.isPositive()) {
      throw new InvalidInputException("within " + time + ", expected a time above zero");
    }
    return with(limits.effort(new Effort(limits.effort.ef, limits.effort.exact, time)));
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
    return with(
        limits.order(
            new Order(
                jumps,
                limits.order.relevance,
                limits.order.reranker,
                limits.order.rerankedCandidates)));
  }

  /**
   * Returns a copy whose hits are those of more candidates that a reranker scores best; their
   * scores are its scores, and so are those that {@link #minScore} and {@link #autocut} look at.
   * The candidates come before {@link #diversify} chooses among them.
   *
   * {@snippet :
   * Query.hybrid(vector, question).topK(5).reranked(50, (query, hits) -> model.rate(question, hits));
   * }
   *
   * @param candidates how many hits the reranker gets to see; at least as many as are asked for
   * @throws InvalidInputException if {@code candidates} is outside [1, {@link #MAX_K}]
   */
  public Query reranked(int candidates, Reranker reranker) {
    if (candidates < 1 || candidates > MAX_K) {
      throw new InvalidInputException(
          candidates + " candidates to rerank, outside [1, " + MAX_K + "]");
    }
    Objects.requireNonNull(reranker, "reranker");
    return with(
        limits.order(new Order(limits.order.jumps, limits.order.relevance, reranker, candidates)));
  }

  /**
   * Returns a copy whose hits differ from each other: of four times as many candidates each hit is
   * chosen for its score and for how unlike it is to those before it (maximal marginal relevance,
   * Carbonell and Goldstein 1998). The hits come in that order, not by score.
   *
   * @param relevance the weight of the score, in [0, 1]; 1, unless said otherwise, for the score
   *     alone; 0.7 is a good start
   * @throws InvalidInputException if it is outside
   */
  public Query diversify(double relevance) {
    if (!(relevance >= 0 && relevance <= 1)) {
      throw new InvalidInputException("relevance " + relevance + " is outside [0, 1]");
    }
    return with(
        limits.order(
            new Order(
                limits.order.jumps,
                relevance,
                limits.order.reranker,
                limits.order.rerankedCandidates)));
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
    return new Query(vector, words, stages, Objects.requireNonNull(newFusion, "fusion"), limits);
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
    return new Query(vector, new Words(words.text, true, words.boosts), stages, fusion, limits);
  }

  /**
   * Returns a copy in which a text field counts more or less than the schema says; {@code text} is
   * the text of the document. What the schema does not name is an {@link InvalidInputException} of
   * the search.
   *
   * @param field its name in the schema
   * @param boost what its scores are multiplied with; 0 leaves it out, unless the syntax names it
   * @throws InvalidInputException if the query has no keywords, or the boost is outside [0,
   *     1000000]
   */
  public Query boost(String field, double boost) {
    if (words == null) {
      throw new InvalidInputException("the query has no keywords that could be in a field");
    }
    if (!(boost >= 0 && boost <= 1e6)) {
      throw new InvalidInputException(
          "boost " + boost + " of " + field + " is outside [0, 1000000]");
    }
    Map<String, Float> boosts = new TreeMap<>(words.boosts);
    boosts.put(field, (float) boost);
    return new Query(
        vector,
        new Words(words.text, words.syntax, Collections.unmodifiableMap(boosts)),
        stages,
        fusion,
        limits);
  }

  private Query with(Limits newLimits) {
    return new Query(vector, words, stages, fusion, newLimits);
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

  /** Returns the boosts of text fields that are other than the schema's, by name. */
  public Map<String, Float> boosts() {
    return words == null ? Map.of() : words.boosts;
  }

  /** Returns the queries that this one asks and fuses; none for most. */
  public List<Query> stages() {
    return stages;
  }

  /** Returns the weight of the score where hits shall differ from each other; 1 otherwise. */
  public double diversity() {
    return limits.order.relevance;
  }

  /** Returns how many hits are asked for. */
  public int topK() {
    return limits.k;
  }

  /** Returns the beam width, where the query has one of its own. */
  public OptionalInt ef() {
    return limits.effort.ef == 0 ? OptionalInt.empty() : OptionalInt.of(limits.effort.ef);
  }

  /** Returns whether every vector is to be looked at. */
  public boolean isExact() {
    return limits.effort.exact;
  }

  /** Returns how long the search may take, where that was said. */
  public Optional<Duration> within() {
    return Optional.ofNullable(limits.effort.time);
  }

  /** Returns the score below which hits are left out; negative infinity unless said otherwise. */
  public float minScore() {
    return limits.minScore;
  }

  /** Returns at which jump of the scores the hits end; 0 where at none. */
  public int autocut() {
    return limits.order.jumps;
  }

  /** Returns what scores the hits again, if something does. */
  public Optional<Reranker> reranker() {
    return Optional.ofNullable(limits.order.reranker);
  }

  /** Returns how many hits the reranker gets to see; 0 where there is none. */
  public int rerankedCandidates() {
    return limits.order.rerankedCandidates;
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
    StringBuilder out = new StringBuilder(kind());
    if (words != null) {
      out.append(words.syntax ? " syntax" : "").append(" \"").append(words.text).append('"');
      words.boosts.forEach((name, boost) -> out.append(' ').append(name).append('^').append(boost));
    }
    if (!stages.isEmpty() || (vector != null && words != null)) {
      out.append(" by ").append(fusion);
    }
    out.append(", top ").append(limits.k);
    filter().ifPresent(filter -> out.append(", where ").append(filter));
    return out.toString();
  }

  private String kind() {
    if (!stages.isEmpty()) {
      return stages.size() + " stages";
    }
    return vector == null ? "keywords" : words == null ? "nearest" : "hybrid";
  }
}

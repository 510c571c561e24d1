package io.vecstore.internal.search;

import io.vecstore.core.query.Hit;
import io.vecstore.core.query.Hits;
import io.vecstore.core.query.Query;
import io.vecstore.core.query.Reranker;
import io.vecstore.core.query.ScoreExplanation;
import io.vecstore.core.spi.ReadLimit;
import io.vecstore.internal.segment.SegmentContext;
import io.vecstore.internal.segment.SegmentSlice;
import io.vecstore.internal.segment.StoredRow;
import io.vecstore.text.fuse.Autocut;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Answers queries over the slices of a view: evaluates the filter once a segment, runs the legs
 * that the query has over what is left, fuses them, and fetches the winners. Safe from any thread.
 */
public final class Searcher {

  private static final Comparator<Hit> BEST_FIRST =
      Comparator.comparingDouble((Hit hit) -> -hit.score()).thenComparing(Hit::id);

  private final SegmentContext context;
  private final NearestSearch nearest;
  private final KeywordSearch keywords;

  /** Creates a searcher for the segments of a store. */
  public Searcher(SegmentContext context) {
    this.context = context;
    this.nearest = new NearestSearch(context.schema());
    this.keywords = new KeywordSearch(context);
  }

  /**
   * Answers a query.
   *
   * @param trace takes down what is done
   */
  public Hits search(Query query, List<SegmentSlice> slices, Trace trace) {
    return query
        .within()
        .map(time -> ReadLimit.of(time).call(() -> answer(query, slices, trace)))
        .orElseGet(() -> answer(query, slices, trace));
  }

  private Hits answer(Query query, List<SegmentSlice> slices, Trace trace) {
    final long start = System.nanoTime();
    query.vector().ifPresent(v -> VectorCheck.requireFits(v, "query", context.schema()));
    boolean diverse = query.diversity() < 1;
    List<Hit> ranked = ranked(diverse ? DiverseHits.candidates(query) : query, slices, trace);
    List<Hit> kept = diverse ? DiverseHits.choose(query, ranked, slices) : ranked;
    trace.detail(() -> kept.size() + " hits");
    return new Hits(kept, Duration.ofNanos(System.nanoTime() - start));
  }

  /**
   * Returns why a document has its score; nothing where it is not there or does not match.
   *
   * @param id of the document
   */
  public Optional<ScoreExplanation> explain(Query query, String id, List<SegmentSlice> slices) {
    query.vector().ifPresent(v -> VectorCheck.requireFits(v, "query", context.schema()));
    return new ScoreReasons(context, this, nearest, keywords).of(query, id, slices);
  }

  private List<Hit> ranked(Query query, List<SegmentSlice> slices, Trace trace) {
    Query wide = query.topK(Math.max(query.topK(), query.rerankedCandidates()));
    ReadLimit limit = ReadLimit.current();
    limit.check();
    List<Hit> hits;
    if (!query.stages().isEmpty()) {
      hits = new StagedSearch(this).search(wide, slices, trace);
    } else {
      hits = found(wide, slices, trace);
    }
    Optional<Reranker> reranker = query.reranker();
    if (reranker.isPresent()) {
      hits =
          RerankedHits.of(query, reranker.get(), hits.stream().sorted(BEST_FIRST).toList(), trace);
      limit.check();
    }
    return cut(
        hits.stream()
            .filter(hit -> hit.score() >= query.minScore())
            .sorted(limit.asked(BEST_FIRST))
            .limit(query.topK())
            .toList(),
        query.autocut());
  }

  private List<Hit> found(Query query, List<SegmentSlice> slices, Trace trace) {
    Optional<float[]> vector = query.vector();
    if (vector.isEmpty()) {
      return keywords(query, slices, trace);
    }
    List<Matching> matching = matching(query, slices, trace);
    return query.keywords().isPresent()
        ? new HybridSearch(context, nearest, keywords).search(query, matching, trace)
        : nearest(query, vector.get(), matching, trace);
  }

  private static List<Hit> cut(List<Hit> hits, int jumps) {
    float[] scores = new float[hits.size()];
    for (int rank = 0; rank < scores.length; rank++) {
      scores[rank] = hits.get(rank).score();
    }
    return hits.subList(0, Autocut.keep(scores, jumps));
  }

  /** Returns the keyword leg, for what else is to be known of words. */
  public KeywordSearch keywords() {
    return keywords;
  }

  private static List<Matching> matching(Query query, List<SegmentSlice> slices, Trace trace) {
    Trace step = trace.start("filter");
    List<Matching> matching =
        slices.stream().map(slice -> Matching.of(slice, query.filter())).toList();
    noteFilter(query, slices, matching, step);
    trace.end(step);
    return matching;
  }

  private static void noteFilter(
      Query query, List<SegmentSlice> slices, List<Matching> matching, Trace step) {
    if (step.isOn()) {
      FilterSteps.note(query, slices, matching, step);
    }
  }

  private List<Hit> nearest(Query query, float[] vector, List<Matching> matching, Trace trace) {
    Trace step = trace.start("nearest");
    List<Scored> best =
        nearest.best(NearestSearch.Request.of(query, vector, query.topK()), matching, step);
    trace.end(step);
    return best.stream()
        .map(
            s ->
                hit(
                    s,
                    context.schema().metric().score(s.score()),
                    Legs.ofVector(context.schema().metric(), s.score())))
        .toList();
  }

  private List<Hit> keywords(Query query, List<SegmentSlice> slices, Trace trace) {
    Trace step = trace.start("filter");
    KeywordSearch.Prepared prepared =
        query.filter().isPresent()
            ? keywords.prepareUnderFilter(query, slices)
            : keywords.prepare(
                query, slices.stream().map(slice -> Matching.of(slice, query.filter())).toList());
    noteFilter(query, slices, prepared.matching(), step);
    trace.end(step);
    step = trace.start("keywords");
    List<Scored> best = prepared.best(query.topK(), step);
    trace.end(step);
    return best.stream().map(s -> hit(s, s.score(), Legs.ofKeywords(s.score()))).toList();
  }

  /** Fetches a winner. */
  static Hit hit(Scored scored, float score, Hit.Legs legs) {
    ReadLimit.current().check();
    StoredRow row = scored.slice().segment().row(scored.ordinal());
    return new Hit(row.id(), score, Optional.ofNullable(row.text()), row.metadata(), legs);
  }
}

package io.vecstore.internal.search;

import io.vecstore.core.query.Hit;
import io.vecstore.core.query.Query;
import io.vecstore.core.query.ScoreExplanation;
import io.vecstore.core.schema.Metric;
import io.vecstore.internal.segment.SegmentContext;
import io.vecstore.internal.segment.SegmentSlice;
import io.vecstore.text.fuse.Fused;
import io.vecstore.text.fuse.Share;
import io.vecstore.text.search.TermScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says why a document has its score, with the numbers that the search itself uses. */
final class ScoreReasons {

  private final SegmentContext context;
  private final Searcher searcher;
  private final NearestSearch nearest;
  private final KeywordSearch keywords;

  ScoreReasons(
      SegmentContext context, Searcher searcher, NearestSearch nearest, KeywordSearch keywords) {
    this.context = context;
    this.searcher = searcher;
    this.nearest = nearest;
    this.keywords = keywords;
  }

  /** A row that is asked about. */
  private record Row(int place, int ordinal) {
    long key() {
      return ((long) place << 32) | ordinal;
    }
  }

  /** Returns why a document has its score; nothing where it is not there, or does not match. */
  Optional<ScoreExplanation> of(Query query, String id, List<SegmentSlice> slices) {
    for (int place = slices.size() - 1; place >= 0; place--) {
      int ordinal = slices.get(place).find(id);
      if (ordinal >= 0) {
        List<Matching> matching =
            slices.stream().map(slice -> Matching.of(slice, query.filter())).toList();
        return matching.get(place).bits().contains(ordinal)
            ? whole(query, id, new Row(place, ordinal), matching)
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Optional<ScoreExplanation> whole(
      Query query, String id, Row row, List<Matching> matching) {
    List<SegmentSlice> slices = matching.stream().map(Matching::slice).toList();
    if (!query.stages().isEmpty()) {
      List<ScoreExplanation> parts = new ArrayList<>();
      query.stages().forEach(stage -> of(stage, id, slices).ifPresent(parts::add));
      return ranked(query, id, slices)
          .map(hit -> new ScoreExplanation("stages", hit.score(), "by " + query.fusion(), parts));
    }
    Optional<ScoreExplanation> found = found(query, row, matching);
    if (query.reranker().isEmpty()) {
      return found;
    }
    return ranked(query, id, slices)
        .map(
            hit ->
                new ScoreExplanation(
                    "reranker", hit.score(), "in the place of", found.stream().toList()));
  }

  private Optional<Hit> ranked(Query query, String id, List<SegmentSlice> slices) {
    return searcher.search(query, slices, Trace.off()).stream()
        .filter(hit -> hit.id().equals(id))
        .findFirst();
  }

  private Optional<ScoreExplanation> found(Query query, Row row, List<Matching> matching) {
    Optional<float[]> vector = query.vector();
    if (query.keywords().isEmpty()) {
      return vector.map(floats -> vector(floats, row, matching));
    }
    KeywordSearch.Prepared prepared = keywords.prepare(query, matching);
    ScoreExplanation words = words(prepared, row);
    if (vector.isEmpty()) {
      return words.value() > 0 ? Optional.of(words) : Optional.empty();
    }
    List<ScoreExplanation> legs = List.of(vector(vector.get(), row, matching), words);
    return Optional.of(fused(query, row, matching, legs));
  }

  private ScoreExplanation vector(float[] vector, Row row, List<Matching> matching) {
    Metric metric = context.schema().metric();
    float closeness =
        nearest.closeness(vector, matching.get(row.place), new int[] {row.ordinal})[0];
    String detail =
        String.format(Locale.ROOT, "%s, of the distance %.4f", metric, metric.distance(closeness));
    return new ScoreExplanation("vector", metric.score(closeness), detail, List.of());
  }

  private ScoreExplanation words(KeywordSearch.Prepared prepared, Row row) {
    List<ScoreExplanation> terms = new ArrayList<>();
    for (TermScore term : prepared.explain(row.place, row.ordinal)) {
      if (term.score() > 0) {
        terms.add(term(term));
      }
    }
    float score = prepared.scores(row.place, new int[] {row.ordinal})[0];
    return score > 0
        ? new ScoreExplanation("keywords", score, "BM25, the sum of", terms)
        : new ScoreExplanation("keywords", 0, "what is asked for does not match", List.of());
  }

  private ScoreExplanation term(TermScore term) {
    String field = context.asked().get(term.field()).name();
    String detail =
        String.format(
            Locale.ROOT,
            "boost %s * idf %.4f (in %,d of %,d) * %.4f (%d times among %d, %.1f on average)",
            term.boost(),
            term.idf(),
            term.documentFrequency(),
            term.documents(),
            term.score() / (term.boost() * term.idf()),
            term.frequency(),
            term.length(),
            term.averageLength());
    return new ScoreExplanation(field + ":" + term.term(), term.score(), detail, List.of());
  }

  private ScoreExplanation fused(
      Query query, Row row, List<Matching> matching, List<ScoreExplanation> legs) {
    Fused all =
        new HybridSearch(context, nearest, keywords).fused(query, matching, Integer.MAX_VALUE);
    for (int rank = 0; rank < all.count(); rank++) {
      if (all.key(rank) == row.key()) {
        List<ScoreExplanation> parts = new ArrayList<>();
        for (int leg = 0; leg < legs.size(); leg++) {
          parts.add(share(all.share(rank, leg), legs.get(leg)));
        }
        String detail = "by " + query.fusion() + ", rank " + (rank + 1);
        return new ScoreExplanation("fused", all.score(rank), detail, parts);
      }
    }
    return new ScoreExplanation(
        "fused", 0, "no candidate: neither leg has it among its best", legs);
  }

  private static ScoreExplanation share(Share share, ScoreExplanation leg) {
    String how = share.found() ? "found" : share.completed() ? "completed" : "not found";
    String detail =
        String.format(
            Locale.ROOT, "normalized, weight %.2f, rank %d, %s", share.weight(), share.rank(), how);
    return new ScoreExplanation(leg.name() + " leg", share.normalized(), detail, List.of(leg));
  }
}

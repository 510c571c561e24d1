package io.vecstore.internal.search;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.query.Hit;
import io.vecstore.core.query.Query;
import io.vecstore.core.query.Reranker;
import java.util.ArrayList;
import java.util.List;

/** Has the user's reranker score candidates, and believes it nothing but its numbers. */
final class RerankedHits {

  private RerankedHits() {}

  /** Returns the candidates with the reranker's scores, in the order they had. */
  static List<Hit> of(Query query, Reranker reranker, List<Hit> candidates, Trace trace) {
    Trace step = trace.start("rerank");
    float[] scores = candidates.isEmpty() ? new float[0] : reranker.scores(query, candidates);
    if (scores.length != candidates.size()) {
      throw new InvalidInputException(
          "the reranker returned "
              + scores.length
              + " scores, expected one for each of "
              + candidates.size()
              + " hits");
    }
    List<Hit> hits = new ArrayList<>(scores.length);
    for (int rank = 0; rank < scores.length; rank++) {
      Hit hit = candidates.get(rank);
      if (Float.isNaN(scores[rank])) {
        throw new InvalidInputException("the reranker's score of \"" + hit.id() + "\" is NaN");
      }
      hits.add(new Hit(hit.id(), scores[rank], hit.text(), hit.metadata(), hit.legs()));
    }
    step.count("candidates", scores.length);
    trace.end(step);
    return hits;
  }
}

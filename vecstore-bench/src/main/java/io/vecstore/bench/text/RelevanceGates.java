package io.vecstore.bench.text;

import io.vecstore.bench.text.Relevance.Score;
import io.vecstore.bench.text.Relevance.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What the rankings must reach: published figures, and floors that were measured once. */
final class RelevanceGates {

  private static final double EXACT = 0.0005;

  /** nDCG@10 of the English defaults, by name of the set. */
  private static final Map<String, Double> FLOORS =
      Map.of("scifact", 0.688, "cranfield", 0.363, "cisi", 0.395);

  private RelevanceGates() {}

  /** Returns what was missed, a sentence each. */
  static List<String> missed(Map<String, Map<Way, Score>> sets) {
    List<String> missed = new ArrayList<>();
    sets.forEach((name, scores) -> missed(name, scores, missed));
    if (!sets.isEmpty()) {
      double hybrid = mean(sets, Way.HYBRID, Score::ndcg);
      for (Way other : List.of(Way.KEYWORD, Way.VECTOR, Way.RRF)) {
        double theirs = mean(sets, other, Score::ndcg);
        if (hybrid <= theirs) {
          missed.add(say("mean nDCG@10: hybrid %.4f, not above %s %.4f", hybrid, other, theirs));
        }
      }
    }
    return missed;
  }

  private static void missed(String name, Map<Way, Score> scores, List<String> missed) {
    double floor = FLOORS.getOrDefault(name, 0.0);
    double keyword = ndcg(scores, Way.KEYWORD);
    if (keyword < floor) {
      missed.add(say("%s: keyword nDCG@10 %.4f, expected at least %.3f", name, keyword, floor));
    }
    Score published = scores.get(Way.ANSERINI);
    if (name.equals("scifact")
        && published != null
        && (Math.abs(published.ndcg() - 0.6789) > EXACT
            || Math.abs(published.recall() - 0.9253) > EXACT)) {
      missed.add(
          say(
              "scifact: as published for BM25 it is 0.6789 and 0.9253, found %.4f and %.4f",
              published.ndcg(), published.recall()));
    }
  }

  private static double ndcg(Map<Way, Score> scores, Way way) {
    Score score = scores.get(way);
    return score == null ? 0 : score.ndcg();
  }

  /** Returns the mean over the sets. */
  static double mean(Map<String, Map<Way, Score>> sets, Way way, ToDoubleFunction<Score> figure) {
    return sets.values().stream()
        .mapToDouble(scores -> figure.applyAsDouble(scores.getOrDefault(way, new Score(0, 0))))
        .average()
        .orElse(0);
  }

  @SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more dependency
  private static String say(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}

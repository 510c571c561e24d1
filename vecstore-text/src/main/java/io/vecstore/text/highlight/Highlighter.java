package io.vecstore.text.highlight;

import io.vecstore.text.Analyzer;
import io.vecstore.text.query.MatchParser;
import io.vecstore.text.query.TextQuery;
import io.vecstore.text.split.Chunk;
import io.vecstore.text.split.TextSplitter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Finds the passages of a text that say most of what a query asks. The text is analysed again, as
 * the index did it, so that nothing has to be kept for this and stems, folded letters and phrases
 * are found where they are.
 */
public final class Highlighter {

  private final Analyzer analyzer;
  private final TextQuery query;
  private final ToDoubleFunction<String> weight;

  private Highlighter(Analyzer analyzer, TextQuery query, ToDoubleFunction<String> weight) {
    this.analyzer = analyzer;
    this.query = query;
    this.weight = weight;
  }

  /** Returns the highlighter of what a user typed, every term of which counts alike. */
  public static Highlighter of(Analyzer analyzer, String query) {
    return of(analyzer, MatchParser.parse(analyzer, query));
  }

  /** Returns the highlighter of a query, every term of which counts alike. */
  public static Highlighter of(Analyzer analyzer, TextQuery query) {
    return new Highlighter(analyzer, query, term -> 1);
  }

  /** Returns a highlighter in which terms count differently, for example by their rarity. */
  public Highlighter weightedBy(ToDoubleFunction<String> termWeight) {
    return new Highlighter(analyzer, query, termWeight);
  }

  /**
   * Returns the best passages of a text, in the order of the text; one, its beginning, where it
   * says nothing of what was asked; none if it is blank.
   *
   * @param count how many passages at most, at least 1
   * @param length the longest passage in UTF-16 units, at least 1
   */
  public List<Snippet> snippets(String text, int count, int length) {
    List<Chunk> passages = TextSplitter.sentences(length).split(text);
    List<Match> matches = new Matches(analyzer.terms(text)).of(query);
    List<Scored> scored = new ArrayList<>();
    int at = 0;
    for (Chunk passage : passages) {
      List<Match> inside = new ArrayList<>();
      while (at < matches.size() && matches.get(at).start() < passage.end()) {
        Match match = matches.get(at++);
        if (match.end() <= passage.end()) {
          inside.add(match);
        }
      }
      scored.add(new Scored(passage, inside, score(passage, inside)));
    }
    return best(scored, count);
  }

  private List<Snippet> best(List<Scored> scored, int count) {
    List<Scored> ranked = new ArrayList<>(scored);
    ranked.sort(Comparator.comparingDouble(Scored::score).reversed()); // stable: earlier ones first
    List<Snippet> snippets = new ArrayList<>();
    for (Scored each : ranked) {
      if (snippets.size() == count || (each.score == 0 && !snippets.isEmpty())) {
        break;
      }
      Chunk passage = each.passage;
      snippets.add(
          new Snippet(passage.text(), passage.start(), passage.end(), marks(each.matches)));
    }
    snippets.sort(Comparator.comparingInt(Snippet::start));
    return snippets;
  }

  /** Terms count once, and a little more for being said again or early in the text. */
  private double score(Chunk passage, List<Match> inside) {
    Set<String> terms = new HashSet<>();
    double sum = 0;
    for (Match match : inside) {
      double each = weight.applyAsDouble(match.term());
      sum += terms.add(match.term()) ? each : 0.05 * each;
    }
    return sum * (1 + 0.1 / (1 + passage.index()));
  }

  /** Joins what overlaps or touches, as the grams of a word do. */
  private static List<Snippet.Mark> marks(List<Match> matches) {
    List<Snippet.Mark> marks = new ArrayList<>();
    for (Match match : matches) {
      if (!marks.isEmpty() && match.start() <= marks.getLast().end()) {
        Snippet.Mark last = marks.removeLast();
        marks.add(new Snippet.Mark(last.start(), Math.max(last.end(), match.end())));
      } else {
        marks.add(new Snippet.Mark(match.start(), match.end()));
      }
    }
    return marks;
  }

  private record Scored(Chunk passage, List<Match> matches, double score) {}
}

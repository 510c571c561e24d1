package io.vecstore.text.query;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.text.Analyzer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Words that mean the same, as one field knows them. Immutable; safe from any thread.
 *
 * <p>Rules are analysed as the keywords are, so that one rule holds for all forms of its words.
 */
public final class Synonyms {

  /** The field that has none. */
  public static final Synonyms NONE = new Synonyms(Map.of(), 1, 1);

  private final Map<String, List<Rule>> byFirstTerm;
  private final float weight;
  private final float phraseBoost;

  /** What else is asked for where some terms follow each other. */
  private record Rule(List<String> terms, List<List<Analyzer.Term>> others) {}

  private Synonyms(Map<String, List<Rule>> byFirstTerm, float weight, float phraseBoost) {
    this.byFirstTerm = byFirstTerm;
    this.weight = weight;
    this.phraseBoost = phraseBoost;
  }

  /**
   * Reads rules: {@code a, b} for each other, {@code a, b => c} from left to right.
   *
   * @param weight what the scores of synonyms are multiplied with
   * @param phraseBoost what those of phrases are multiplied with: one that is a synonym counts no
   *     more than the mean of its words
   * @throws InvalidInputException if a rule has no two sides
   */
  public static Synonyms of(
      Analyzer analyzer, List<String> rules, float weight, float phraseBoost) {
    Map<String, List<Rule>> byFirstTerm = new HashMap<>();
    for (String rule : rules) {
      String[] sides = rule.split("=>", -1);
      List<List<Analyzer.Term>> left = phrases(analyzer, sides[0]);
      List<List<Analyzer.Term>> right =
          sides.length == 1 ? left : phrases(analyzer, sides[sides.length - 1]);
      int words = sides.length == 1 ? left.size() : Math.min(left.size() + 1, 1 + right.size());
      if (sides.length > 2 || words < 2) {
        throw new InvalidInputException(
            "the synonyms \"" + rule + "\" are not two or more words, as in: a, b or: a, b => c");
      }
      for (List<Analyzer.Term> each : left) {
        List<String> terms = texts(each);
        List<List<Analyzer.Term>> others =
            right.stream().filter(other -> !texts(other).equals(terms)).toList();
        byFirstTerm
            .computeIfAbsent(terms.getFirst(), first -> new ArrayList<>())
            .add(new Rule(terms, others));
      }
    }
    byFirstTerm
        .values()
        .forEach(each -> each.sort(Comparator.comparingInt(rule -> -rule.terms.size())));
    return new Synonyms(byFirstTerm, weight, phraseBoost);
  }

  private static List<List<Analyzer.Term>> phrases(Analyzer analyzer, String side) {
    return Stream.of(side.split(",", -1))
        .map(analyzer::terms)
        .filter(terms -> !terms.isEmpty())
        .toList();
  }

  private static List<String> texts(List<Analyzer.Term> terms) {
    return terms.stream().map(Analyzer.Term::text).toList();
  }

  /**
   * Returns what else is asked for by the terms from a place on: of all rules that begin there
   * those with most terms.
   *
   * @param whole whether a rule has to hold for all terms to the end
   */
  List<TextQuery> at(List<Analyzer.Term> asked, int from, boolean whole, QueryField field) {
    List<TextQuery> others = new ArrayList<>();
    int longest = 0;
    for (Rule rule : byFirstTerm.getOrDefault(asked.get(from).text(), List.of())) {
      int size = rule.terms.size();
      boolean fits = whole ? from + size == asked.size() : from + size <= asked.size();
      if (fits && size >= longest && texts(asked.subList(from, from + size)).equals(rule.terms)) {
        longest = size;
        rule.others.forEach(other -> others.add(query(other, field)));
      }
    }
    return others;
  }

  private TextQuery query(List<Analyzer.Term> terms, QueryField field) {
    float boost = weight * field.boost();
    return terms.size() == 1
        ? new TextQuery.Word(terms.getFirst().text(), boost, field.number())
        : MatchParser.phrase(terms, 0, field.boosted(boost / phraseBoost / terms.size()));
  }
}

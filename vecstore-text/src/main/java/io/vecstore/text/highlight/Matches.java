package io.vecstore.text.highlight;

import io.vecstore.text.Analyzer;
import io.vecstore.text.query.EditDistance;
import io.vecstore.text.query.TextQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where a text says what a query asks: words anywhere, phrases only where they occur. */
final class Matches {

  private final Map<String, List<Analyzer.Term>> terms = new HashMap<>();
  private final Set<Analyzer.Term> found = new LinkedHashSet<>();

  Matches(List<Analyzer.Term> text) {
    for (Analyzer.Term term : text) {
      terms.computeIfAbsent(term.text(), key -> new ArrayList<>()).add(term);
    }
  }

  /** Returns the matches in the order of the text. */
  List<Match> of(TextQuery query) {
    find(query);
    return found.stream()
        .sorted(Comparator.comparingInt(Analyzer.Term::start).thenComparingInt(Analyzer.Term::end))
        .map(term -> new Match(term.text(), term.start(), term.end()))
        .toList();
  }

  /** Finds what is asked of the text; what is asked of other fields is not here. */
  private void find(TextQuery query) {
    switch (query) {
      case TextQuery.Word word when word.field() != 0 -> {}
      case TextQuery.Phrase phrase when phrase.field() != 0 -> {}
      case TextQuery.Prefix prefix when prefix.field() != 0 -> {}
      case TextQuery.Fuzzy fuzzy when fuzzy.field() != 0 -> {}
      case TextQuery.PhraseStart start when start.phrase().field() != 0 -> {}
      case TextQuery.Word word -> found.addAll(terms.getOrDefault(word.term(), List.of()));
      case TextQuery.Phrase phrase -> find(phrase);
      case TextQuery.Prefix prefix ->
          terms.forEach(
              (term, places) -> {
                if (term.startsWith(prefix.start())) {
                  found.addAll(places);
                }
              });
      case TextQuery.Fuzzy fuzzy ->
          terms.forEach(
              (term, places) -> {
                if (EditDistance.within(fuzzy.term(), term, fuzzy.edits()) >= 0) {
                  found.addAll(places);
                }
              });
      case TextQuery.PhraseStart start -> {
        for (String term : terms.keySet()) {
          if (term.startsWith(start.phrase().terms().getLast())) {
            find(start.endingWith(term));
          }
        }
      }
      case TextQuery.Combined combined -> {
        combined.must().forEach(this::find);
        combined.should().forEach(this::find);
      }
    }
  }

  private void find(TextQuery.Phrase phrase) {
    for (Analyzer.Term first : terms.getOrDefault(phrase.terms().getFirst(), List.of())) {
      List<Analyzer.Term> occurrence = new ArrayList<>();
      for (int i = 0; i < phrase.terms().size(); i++) {
        int wanted = first.position() + phrase.positions().get(i);
        for (Analyzer.Term term : terms.getOrDefault(phrase.terms().get(i), List.of())) {
          if (Math.abs(term.position() - wanted) <= phrase.slop()) {
            occurrence.add(term);
            break;
          }
        }
      }
      if (occurrence.size() == phrase.terms().size()) {
        found.addAll(occurrence);
      }
    }
  }
}

package io.vecstore.text.search;

import io.vecstore.text.query.TextQuery;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Random queries of every class. */
final class Queries {

  private final SplittableRandom random;
  private final Corpus corpus;

  Queries(SplittableRandom random, Corpus corpus) {
    this.random = random;
    this.corpus = corpus;
  }

  List<TextQuery> all() {
    List<TextQuery> queries = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      queries.add(word());
      for (int size : new int[] {2, 5, 10, 20}) {
        queries.add(TextQuery.any(words(size)));
      }
      queries.add(and(2));
      queries.add(and(3));
      queries.add(phrase(2, 0));
      queries.add(phrase(3, 0));
      queries.add(phrase(2, 1 + random.nextInt(4)));
      queries.add(phrase(3, 1 + random.nextInt(6)));
      queries.add(new TextQuery.Prefix(corpus.word(), 1 + random.nextInt(2)));
      queries.add(mixed());
      queries.add(full());
      queries.add(new TextQuery.Combined(List.of(), words(6), List.of(), 3));
    }
    queries.add(TextQuery.nothing());
    queries.add(new TextQuery.Word("absent", 1));
    return queries;
  }

  TextQuery word() {
    return new TextQuery.Word(corpus.word(), 1 + random.nextInt(3));
  }

  List<TextQuery> words(int size) {
    Set<String> words = new LinkedHashSet<>();
    for (int tries = 0; words.size() < size && tries < 10 * size; tries++) {
      words.add(corpus.word());
    }
    List<TextQuery> queries = new ArrayList<>();
    words.forEach(word -> queries.add(new TextQuery.Word(word, 1 + random.nextInt(2))));
    return queries;
  }

  TextQuery and(int size) {
    return new TextQuery.Combined(words(size), List.of(), List.of(), 0);
  }

  TextQuery phrase(int size, int slop) {
    List<String> terms = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    int position = 0;
    for (int i = 0; i < size; i++) {
      terms.add(corpus.word());
      positions.add(position);
      position += random.nextInt(5) == 0 ? 2 : 1;
    }
    return new TextQuery.Phrase(terms, positions, slop, 1);
  }

  TextQuery mixed() {
    return TextQuery.any(List.of(phrase(2, 0), word(), word(), phrase(2, 0)));
  }

  TextQuery full() {
    return new TextQuery.Combined(words(1), words(3), words(1), 0);
  }
}

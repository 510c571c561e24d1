package io.vecstore.bench.text;

import io.vecstore.bench.text.SpeedQuery.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Chooses queries by how common their terms are: H in at least 5 % of the documents, M in 0.5 % to
 * 5 %, L in 0.01 % to 0.1 %.
 */
final class SpeedQueries {

  private final TokenCorpus corpus;
  private final int count;
  private final SplittableRandom random = new SplittableRandom(7);
  private final int[] frequencies;
  private final List<String> high;
  private final List<String> middle;
  private final List<String> low;
  private final List<SpeedQuery> queries = new ArrayList<>();

  private SpeedQueries(TokenCorpus corpus, int count) {
    this.corpus = corpus;
    this.count = count;
    this.frequencies = corpus.documentFrequencies();
    high = band(0.05, 1);
    middle = band(0.005, 0.05);
    low = band(0.0001, 0.001);
  }

  /** Returns some queries of each class. */
  static List<SpeedQuery> of(TokenCorpus corpus, int count) {
    SpeedQueries queries = new SpeedQueries(corpus, count);
    queries.choose();
    return queries.queries;
  }

  private void choose() {
    group("term H", Kind.ANY, "H", 1);
    group("term M", Kind.ANY, "M", 1);
    group("term L", Kind.ANY, "L", 1);
    group("or HH", Kind.ANY, "HH", 1);
    group("or HM", Kind.ANY, "HM", 1);
    group("or HL", Kind.ANY, "HL", 1);
    group("or MM", Kind.ANY, "MM", 1);
    group("or 5", Kind.ANY, "HMMML", 1);
    group("or 10", Kind.ANY, "HHMMMMMLLL", 1);
    group("or 20", Kind.ANY, "HHHMMMMMMMMMMLLLLLLL", 1);
    group("and HH", Kind.ALL, "HH", 1);
    group("and HM", Kind.ALL, "HM", 1);
    group("and HL", Kind.ALL, "HL", 1);
    group("and HMM", Kind.ALL, "HMM", 1);
    group("and HHM", Kind.ALL, "HHM", 1);
    phrases("phrase 2", 2);
    phrases("phrase 3", 3);
    prefixes();
    group("or 5, 10 %", Kind.ANY, "HMMML", 0.1);
    group("or 5, 1 %", Kind.ANY, "HMMML", 0.01);
    group("or 5, 0.1 %", Kind.ANY, "HMMML", 0.001);
    group("and HM, 10 %", Kind.ALL, "HM", 0.1);
  }

  private List<String> band(double from, double to) {
    List<String> band = new ArrayList<>();
    for (int number = 0; number < frequencies.length; number++) {
      double share = (double) frequencies[number] / corpus.documents();
      if (share >= from && share < to) {
        band.add(corpus.word(number));
      }
    }
    return band;
  }

  private void group(String name, Kind kind, String bands, double accepted) {
    for (int i = 0; i < count; i++) {
      Set<String> terms = new LinkedHashSet<>();
      for (int at = 0; at < bands.length(); at++) {
        List<String> band =
            switch (bands.charAt(at)) {
              case 'H' -> high;
              case 'M' -> middle;
              default -> low;
            };
        while (terms.size() == at) {
          terms.add(band.get(random.nextInt(band.size())));
        }
      }
      queries.add(new SpeedQuery(name, kind, List.copyOf(terms), accepted));
    }
  }

  /** Runs of words that occur, each word in at least 0.5 % of the documents. */
  private void phrases(String name, int size) {
    int found = 0;
    while (found < count) {
      int at = random.nextInt(corpus.size() - size);
      Set<String> terms = new LinkedHashSet<>();
      for (int i = at; i < at + size; i++) {
        if (frequencies[corpus.token(i)] >= 0.005 * corpus.documents()) {
          terms.add(corpus.wordAt(i));
        }
      }
      if (terms.size() == size) {
        queries.add(new SpeedQuery(name, Kind.PHRASE, List.copyOf(terms), 1));
        found++;
      }
    }
  }

  /**
   * Beginnings of words of middle frequency, of three letters or as many more as it takes to leave
   * no more than 100 words: of more, we would take the commonest and Lucene would take none.
   */
  private void prefixes() {
    TreeSet<String> sorted = new TreeSet<>();
    for (int number = 0; number < frequencies.length; number++) {
      if (frequencies[number] > 0) {
        sorted.add(corpus.word(number));
      }
    }
    int found = 0;
    for (int tries = 0; found < count && tries < 100 * count; tries++) {
      String word = middle.get(random.nextInt(middle.size()));
      int length = Math.min(3, word.length());
      while (length < word.length() && words(sorted, word.substring(0, length)) > 100) {
        length++;
      }
      String start = word.substring(0, length);
      if (words(sorted, start) <= 100) {
        queries.add(new SpeedQuery("prefix", Kind.PREFIX, List.of(start), 1));
        found++;
      }
    }
  }

  private static int words(NavigableSet<String> sorted, String start) {
    return sorted.subSet(start, start + Character.MAX_VALUE).size();
  }
}

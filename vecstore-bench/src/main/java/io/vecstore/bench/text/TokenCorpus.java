package io.vecstore.bench.text;

import io.vecstore.text.Analyzer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Documents as sequences of word numbers: what an analyzer would give, without its cost. */
final class TokenCorpus {

  private static final int VOCABULARY = 300_000;
  private static final int LETTERS = 26;

  /** Prime, and above the vocabulary, so that multiplying by a number below it only shuffles. */
  private static final int SHUFFLE_PRIME = 300_007;

  private final List<String> words;
  private int[] tokens = new int[1 << 16];
  private int[] ends;
  private int documents;
  private int count;

  private TokenCorpus(List<String> words, int documents) {
    this.words = words;
    ends = new int[documents];
  }

  /**
   * Returns made-up documents, the same ones every time: words as unevenly common as Zipf and
   * Mandelbrot have it (exponent 1.05, shift 2.7, 300,000 words), lengths log-normal around 60, one
   * word of eight said again.
   */
  static TokenCorpus generated(int documents) {
    SplittableRandom random = new SplittableRandom(42);
    List<String> words = new ArrayList<>();
    for (int number = 0; number < VOCABULARY; number++) {
      words.add(letters((int) ((number + 1L) * 7919 % SHUFFLE_PRIME)));
    }
    TokenCorpus corpus = new TokenCorpus(words, documents);
    double[] cumulated = new double[VOCABULARY];
    double sum = 0;
    for (int number = 0; number < VOCABULARY; number++) {
      sum += Math.pow(number + 1 + 2.7, -1.05);
      cumulated[number] = sum;
    }
    for (int document = 0; document < documents; document++) {
      int length = (int) Math.max(1, Math.exp(Math.log(52) + 0.5 * random.nextGaussian()));
      int start = corpus.count;
      for (int i = 0; i < length; i++) {
        boolean again = i > 0 && random.nextInt(100) < 12;
        corpus.add(
            again
                ? corpus.tokens[start + random.nextInt(i)]
                : number(cumulated, random.nextDouble() * sum));
      }
      corpus.end();
    }
    return corpus;
  }

  private static int number(double[] cumulated, double at) {
    int found = Arrays.binarySearch(cumulated, at);
    return Math.min(VOCABULARY - 1, found < 0 ? -found - 1 : found);
  }

  private static String letters(int value) {
    char[] letters = new char[4];
    int rest = value;
    for (int i = letters.length - 1; i >= 0; i--) {
      letters[i] = (char) ('a' + rest % LETTERS);
      rest /= LETTERS;
    }
    return new String(letters);
  }

  /** Returns real texts, analysed; words that are left out leave no gap. */
  static TokenCorpus analyzed(List<String> texts, Analyzer analyzer) {
    List<String> words = new ArrayList<>();
    Map<String, Integer> numbers = new HashMap<>();
    TokenCorpus corpus = new TokenCorpus(words, texts.size());
    for (String text : texts) {
      for (Analyzer.Term term : analyzer.terms(text)) {
        Integer number = numbers.putIfAbsent(term.text(), words.size());
        if (number == null) {
          words.add(term.text());
        }
        corpus.add(number == null ? words.size() - 1 : number);
      }
      corpus.end();
    }
    return corpus;
  }

  private void add(int number) {
    if (count == tokens.length) {
      tokens = Arrays.copyOf(tokens, count + (count >> 1));
    }
    tokens[count++] = number;
  }

  private void end() {
    ends[documents++] = count;
  }

  /** Returns the number of documents. */
  int documents() {
    return documents;
  }

  /** Returns the number of words of all documents, repeated ones included. */
  int size() {
    return count;
  }

  /** Returns where a document starts among the tokens. */
  int start(int document) {
    return document == 0 ? 0 : ends[document - 1];
  }

  /** Returns where a document ends among the tokens. */
  int end(int document) {
    return ends[document];
  }

  /** Returns the number of the word at a place. */
  int token(int at) {
    return tokens[at];
  }

  /** Returns the word at a place. */
  String wordAt(int at) {
    return words.get(tokens[at]);
  }

  /** Returns a word by its number. */
  String word(int number) {
    return words.get(number);
  }

  /** Returns how many documents have each word, by its number. */
  int[] documentFrequencies() {
    int[] frequencies = new int[words.size()];
    int[] seen = new int[words.size()];
    for (int document = 0; document < documents; document++) {
      for (int at = start(document); at < end(document); at++) {
        if (seen[tokens[at]] != document + 1) {
          seen[tokens[at]] = document + 1;
          frequencies[tokens[at]]++;
        }
      }
    }
    return frequencies;
  }
}

package io.vecstore.text.search;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Made-up texts whose words are as unevenly common as those of a language. */
final class Corpus {

  private final SplittableRandom random;
  private final int words;

  Corpus(SplittableRandom random, int words) {
    this.random = random;
    this.words = words;
  }

  /** Returns a word: w0 is the commonest, the others follow a power law. */
  String word() {
    double u = random.nextDouble();
    return "w" + (int) (Math.pow(words, u) - 1);
  }

  String text(int length) {
    StringBuilder text = new StringBuilder();
    String last = word();
    for (int i = 0; i < length; i++) {
      last = random.nextInt(8) == 0 ? last : word();
      text.append(last).append(' ');
    }
    return text.toString();
  }

  List<String> texts(int count, int averageLength) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(text(random.nextInt(2 * averageLength + 1)));
    }
    return texts;
  }
}

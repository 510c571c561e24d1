package io.vecstore.core.pattern;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Words that follow each other. */
final class WordsPattern implements TextPattern {

  private final List<String> words;

  WordsPattern(String words) {
    this.words = wordsOf(words);
  }

  @Override
  public boolean matches(String text) {
    return !words.isEmpty() && Collections.indexOfSubList(wordsOf(text), words) >= 0;
  }

  private static List<String> wordsOf(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c)) {
                word.appendCodePoint(LetterCase.fold(c));
              } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
              }
            });
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }
}

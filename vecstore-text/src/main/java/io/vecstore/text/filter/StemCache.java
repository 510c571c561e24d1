package io.vecstore.text.filter;

import io.vecstore.core.analysis.Token;
import org.jspecify.annotations.Nullable;

/**
 * The stems of the words met lately, at most {@value #SLOTS} of them, at a place that follows from
 * the word. Any thread may ask: an entry is immutable, and a lost write costs one stemming.
 */
public final class StemCache {

  /** Longer words are no words of a language: not stemmed. */
  static final int MAX_WORD = 64;

  private static final int SLOTS = 1 << 15;

  private record Entry(String word, String stem) {}

  private final @Nullable Entry[] entries = new @Nullable Entry[SLOTS];

  /** Creates an empty cache. */
  public StemCache() {}

  String stem(Token token, StemFilter stemmer) {
    char[] chars = token.chars();
    int length = token.length();
    int hash = 0;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + chars[i];
    }
    int slot = (hash ^ hash >>> 15) & SLOTS - 1;
    Entry entry = entries[slot];
    if (entry == null || !same(entry.word, chars, length)) {
      String word = token.toString();
      String stem = stemmer.stem(word);
      entry = new Entry(word, stem.isEmpty() ? word : stem);
      entries[slot] = entry;
    }
    return entry.stem;
  }

  private static boolean same(String word, char[] chars, int length) {
    if (word.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (word.charAt(i) != chars[i]) {
        return false;
      }
    }
    return true;
  }
}

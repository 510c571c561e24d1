package io.vecstore.text.filter;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A set of words that is asked by characters, so that no string is made to ask. Immutable. */
public final class WordSet {

  private final @Nullable String[] table;

  /** Creates the set of the words, as they are. */
  public WordSet(Collection<String> words) {
    table = new @Nullable String[Integer.highestOneBit(Math.max(4, words.size())) * 4];
    for (String word : words) {
      int slot = slot(hash(word));
      while (table[slot] != null && !word.equals(table[slot])) {
        slot = slot(slot + 1);
      }
      table[slot] = word;
    }
  }

  /** Returns whether the first {@code length} characters are a word of the set. */
  public boolean contains(char[] chars, int length) {
    int hash = 0;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + chars[i];
    }
    int slot = slot(spread(hash));
    for (String word = table[slot]; word != null; word = table[slot]) {
      if (same(word, chars, length)) {
        return true;
      }
      slot = slot(slot + 1);
    }
    return false;
  }

  private static int hash(String word) {
    return spread(word.hashCode());
  }

  private static int spread(int hash) {
    return hash ^ hash >>> 15;
  }

  private int slot(int hash) {
    return hash & table.length - 1;
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

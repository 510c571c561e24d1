package io.vecstore.core.pattern;

import java.util.ArrayList;
import java.util.List;

/** Which code points a place of a regular expression takes. */
final class CharacterSet {

  static final CharacterSet DIGITS = new CharacterSet().add('0', '9');
  static final CharacterSet WORD_PARTS =
      new CharacterSet().add('0', '9').add('A', 'Z').add('_', '_').add('a', 'z');
  static final CharacterSet SPACES =
      new CharacterSet().add('\t', '\n').add('\f', '\r').add(' ', ' ');

  private final List<int[]> ranges = new ArrayList<>();
  private final List<CharacterSet> others = new ArrayList<>();
  private boolean negated;
  private boolean ignoreCase;

  /** Adds the code points from {@code low} to {@code high}, both included. */
  CharacterSet add(int low, int high) {
    ranges.add(new int[] {low, high});
    return this;
  }

  /** Adds another set. */
  CharacterSet add(CharacterSet other) {
    others.add(other);
    return this;
  }

  /** Makes it the complement. */
  CharacterSet negate() {
    negated = !negated;
    return this;
  }

  /** Makes case not count. */
  CharacterSet ignoreCase() {
    ignoreCase = true;
    return this;
  }

  /** Returns the only code point, or -1 where there are more or fewer. */
  int single() {
    boolean one = !negated && others.isEmpty() && ranges.size() == 1;
    return one && ranges.getFirst()[0] == ranges.getFirst()[1] ? ranges.getFirst()[0] : -1;
  }

  boolean contains(int c) {
    return negated != (holds(c) || (ignoreCase && holdsInOtherCase(c)));
  }

  private boolean holdsInOtherCase(int c) {
    int upper = Character.toUpperCase(c);
    return holds(upper) || holds(LetterCase.fold(c)) || holds(Character.toTitleCase(c));
  }

  private boolean holds(int c) {
    for (int[] range : ranges) {
      if (range[0] <= c && c <= range[1]) {
        return true;
      }
    }
    for (CharacterSet other : others) {
      if (other.contains(c)) {
        return true;
      }
    }
    return false;
  }
}

package io.vecstore.core.pattern;

import java.util.List;

/** The parts of a regular expression. */
sealed interface RegexNode {

  /** One code point of a set. */
  record One(CharacterSet set) implements RegexNode {}

  /** One part after the other; none is the empty expression. */
  record Sequence(List<RegexNode> parts) implements RegexNode {}

  /** One of the parts. */
  record Choice(List<RegexNode> parts) implements RegexNode {}

  /** A part {@code min} to {@code max} times; without end where {@code max} is {@link #ENDLESS}. */
  record Repeat(RegexNode part, int min, int max) implements RegexNode {
    static final int ENDLESS = Integer.MAX_VALUE;
  }

  /** A place between two code points. */
  enum Place implements RegexNode {
    START,
    END,
    WORD_BORDER,
    NO_WORD_BORDER
  }
}

package io.vecstore.text.search;

import io.vecstore.text.scorer.PhrasePlaces;
import java.util.List;

/** The terms of a phrase, beside their blocks. Not thread-safe. */
final class PhraseCheck {

  private final PhrasePlaces places;
  private final TermBlocks[] rarestFirst;

  /** Where in the phrase each of them is. */
  private final int[] numbers;

  /**
   * Creates the check.
   *
   * @param places checks where the terms are
   * @param terms their blocks, in the order of the phrase
   * @param rarestFirst the same
   */
  PhraseCheck(PhrasePlaces places, List<TermBlocks> terms, TermBlocks[] rarestFirst) {
    this.places = places;
    this.rarestFirst = rarestFirst;
    numbers = new int[rarestFirst.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = terms.indexOf(rarestFirst[i]);
    }
  }

  /** Returns whether the phrase occurs in the row that all of its terms are at. */
  boolean occurs() {
    return places.isExact() ? occursExactly() : occursLoosely();
  }

  /** The rarest terms first, so that the positions of the others are seldom read. */
  private boolean occursExactly() {
    places.anywhere();
    for (int i = 0; i < numbers.length; i++) {
      TermBlocks term = rarestFirst[i];
      if (!places.narrow(numbers[i], term.cursor().positions(term.index()), term.frequency())) {
        return false;
      }
    }
    return true;
  }

  private boolean occursLoosely() {
    for (int i = 0; i < numbers.length; i++) {
      TermBlocks term = rarestFirst[i];
      places.set(numbers[i], term.cursor().positions(term.index()), term.frequency());
    }
    return places.occurs();
  }
}

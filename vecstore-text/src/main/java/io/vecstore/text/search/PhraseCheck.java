package io.vecstore.text.search;

import io.vecstore.text.scorer.PhrasePlaces;
import java.util.List;

/**
 * The terms of a phrase, beside their blocks.
 *
 * @param places checks where the terms are
 * @param terms their blocks, in the order of the phrase
 */
record PhraseCheck(PhrasePlaces places, List<TermBlocks> terms) {

  /** Returns whether the phrase occurs in the row that all of its terms are at. */
  boolean occurs() {
    return places.isExact() ? occursExactly() : occursLoosely();
  }

  /** Term by term, so that the positions of the later ones are seldom read. */
  private boolean occursExactly() {
    places.anywhere();
    for (int i = 0; i < terms.size(); i++) {
      TermBlocks term = terms.get(i);
      if (!places.narrow(i, term.cursor().positions(term.index()), term.frequency())) {
        return false;
      }
    }
    return true;
  }

  private boolean occursLoosely() {
    for (int i = 0; i < terms.size(); i++) {
      TermBlocks term = terms.get(i);
      places.set(i, term.cursor().positions(term.index()), term.frequency());
    }
    return places.occurs();
  }
}

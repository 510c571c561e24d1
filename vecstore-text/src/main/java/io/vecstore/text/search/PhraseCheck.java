package io.vecstore.text.search;

import io.vecstore.text.scorer.PhrasePlaces;

/**
 * The terms of a phrase, beside their blocks.
 *
 * @param places checks where the terms are
 * @param terms their blocks, in the order of the phrase
 */
record PhraseCheck(PhrasePlaces places, java.util.List<TermBlocks> terms) {

  /** Returns whether the phrase occurs in the row that all of its terms are at. */
  boolean occurs() {
    for (int i = 0; i < terms.size(); i++) {
      TermBlocks term = terms.get(i);
      places.set(i, term.cursor().positions(term.index()), term.frequency());
    }
    return places.occurs();
  }
}

package io.vecstore.text.filter;

import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;

/**
 * Leaves out the words of a set. What is left keeps its position, so that a phrase over a word that
 * was left out asks for a word in between.
 */
public final class StopFilter implements Tokenizer {

  private final Tokenizer source;
  private final WordSet words;

  /** Creates a filter of what another tokenizer gives. */
  public StopFilter(Tokenizer source, WordSet words) {
    this.source = source;
    this.words = words;
  }

  @Override
  public void reset(CharSequence text) {
    source.reset(text);
  }

  @Override
  public boolean next(Token token) {
    int skipped = 0;
    while (source.next(token)) {
      if (!words.contains(token.chars(), token.length())) {
        token.increment(token.increment() + skipped);
        return true;
      }
      skipped += token.increment();
    }
    return false;
  }
}

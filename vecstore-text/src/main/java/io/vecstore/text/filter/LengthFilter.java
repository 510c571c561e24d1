package io.vecstore.text.filter;

import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;

/** Leaves out terms that are shorter or longer than some UTF-16 units; their places stay. */
public final class LengthFilter implements Tokenizer {

  private final Tokenizer source;
  private final int min;
  private final int max;

  /** Creates a filter of what another tokenizer gives. */
  public LengthFilter(Tokenizer source, int min, int max) {
    this.source = source;
    this.min = min;
    this.max = max;
  }

  @Override
  public void reset(CharSequence text) {
    source.reset(text);
  }

  @Override
  public boolean next(Token token) {
    int skipped = 0;
    while (source.next(token)) {
      if (token.length() >= min && token.length() <= max) {
        token.increment(token.increment() + skipped);
        return true;
      }
      skipped += token.increment();
    }
    return false;
  }
}

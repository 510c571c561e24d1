package io.vecstore.text.filter;

import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;
import java.util.HashSet;
import java.util.Set;

/** Leaves out a term that is already there at the same position. */
public final class UniqueFilter implements Tokenizer {

  private final Tokenizer source;
  private final Set<String> here = new HashSet<>();

  /** Creates a filter of what another tokenizer gives. */
  public UniqueFilter(Tokenizer source) {
    this.source = source;
  }

  @Override
  public void reset(CharSequence text) {
    source.reset(text);
    here.clear();
  }

  @Override
  public boolean next(Token token) {
    while (source.next(token)) {
      if (token.increment() > 0) {
        here.clear();
      }
      if (here.add(token.toString())) {
        return true;
      }
    }
    return false;
  }
}

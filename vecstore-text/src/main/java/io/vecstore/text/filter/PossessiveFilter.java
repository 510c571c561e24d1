package io.vecstore.text.filter;

import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;

/** Takes the English possessive off: an apostrophe and an s at the end. */
public final class PossessiveFilter implements Tokenizer {

  private final Tokenizer source;

  /** Creates a filter of what another tokenizer gives. */
  public PossessiveFilter(Tokenizer source) {
    this.source = source;
  }

  @Override
  public void reset(CharSequence text) {
    source.reset(text);
  }

  @Override
  public boolean next(Token token) {
    if (!source.next(token)) {
      return false;
    }
    int length = token.length();
    char[] chars = token.chars();
    if (length > 2
        && (chars[length - 1] == 's' || chars[length - 1] == 'S')
        && isApostrophe(chars[length - 2])) {
      token.length(length - 2);
    }
    return true;
  }

  private static boolean isApostrophe(char unit) {
    return unit == '\'' || unit == '\u2019' || unit == '\uFF07';
  }
}

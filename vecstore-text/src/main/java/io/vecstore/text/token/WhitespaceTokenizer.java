package io.vecstore.text.token;

import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;

/** What lies between white space. */
public final class WhitespaceTokenizer implements Tokenizer {

  private CharSequence text = "";
  private int at;

  /** Creates a tokenizer of the empty text. */
  public WhitespaceTokenizer() {}

  @Override
  public void reset(CharSequence text) {
    this.text = text;
    at = 0;
  }

  @Override
  public boolean next(Token token) {
    int size = text.length();
    while (at < size && isSpace(text.charAt(at))) {
      at++;
    }
    int start = at;
    while (at < size && !isSpace(text.charAt(at)) && at - start < MAX_TERM) {
      at++;
    }
    if (at == start) {
      return false;
    }
    if (at < size && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at))) {
      at--; // the cap must not cut a pair
    }
    token.set(text, start, at);
    return true;
  }

  /** All white space lies in the basic plane; no-break spaces separate words too. */
  private static boolean isSpace(char unit) {
    return Character.isWhitespace(unit) || Character.isSpaceChar(unit);
  }
}

package io.vecstore.text.token;

import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;

/** The whole text as one token. */
public final class KeywordTokenizer implements Tokenizer {

  private CharSequence text = "";
  private boolean done;

  /** Creates a tokenizer of the empty text. */
  public KeywordTokenizer() {}

  @Override
  public void reset(CharSequence text) {
    this.text = text;
    done = text.isEmpty();
  }

  @Override
  public boolean next(Token token) {
    if (done) {
      return false;
    }
    token.set(text, 0, Math.min(text.length(), MAX_TERM));
    done = true;
    return true;
  }
}

package io.vecstore.text.filter;

import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;
import java.text.Normalizer;

/** Unicode's compatibility composition (NFKC): one form for what looks the same. */
public final class NormalizeFilter implements Tokenizer {

  private final Tokenizer source;

  /** Creates a filter of what another tokenizer gives. */
  public NormalizeFilter(Tokenizer source) {
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
    for (int i = 0; i < token.length(); i++) {
      if (token.chars()[i] >= 0x80) {
        token.term(Normalizer.normalize(token.toString(), Normalizer.Form.NFKC));
        break;
      }
    }
    return true;
  }
}

package io.vecstore.text.filter;

import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;
import java.util.List;

/** Takes elided articles off, as French, Italian and Catalan have them: l'avion, dell'arte. */
public final class ElisionFilter implements Tokenizer {

  private static final WordSet ARTICLES =
      new WordSet(
          List.of(
              "l", "d", "c", "j", "m", "n", "s", "t", "qu", "jusqu", "quoiqu", "lorsqu", "puisqu",
              "dell", "all", "dall", "nell", "sull", "coll", "pell", "gl", "agl", "dagl", "degl",
              "negl", "sugl", "un", "quest", "quell"));

  private final Tokenizer source;

  /** Creates a filter of what another tokenizer gives, in lower case. */
  public ElisionFilter(Tokenizer source) {
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
    char[] chars = token.chars();
    for (int i = 1; i < token.length() - 1; i++) {
      if (chars[i] == '\'' || chars[i] == '\u2019') {
        if (ARTICLES.contains(chars, i)) {
          token.term(new String(chars, i + 1, token.length() - i - 1));
        }
        break;
      }
    }
    return true;
  }
}

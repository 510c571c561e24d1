package io.vecstore.text.filter;

import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;
import java.lang.Character.UnicodeScript;

/**
 * Pairs of neighbours where a tokenizer gives single Chinese or Japanese characters, which say too
 * little alone; a character without neighbours stays. Of n characters there are n - 1 pairs.
 */
public final class BigramFilter implements Tokenizer {

  private final Tokenizer source;
  private Token held = new Token();
  private Token ahead = new Token();
  private boolean holding;
  private boolean paired;

  /** Creates a filter of what another tokenizer gives. */
  public BigramFilter(Tokenizer source) {
    this.source = source;
  }

  @Override
  public void reset(CharSequence text) {
    source.reset(text);
    holding = false;
    paired = false;
  }

  @Override
  public boolean next(Token token) {
    while (true) {
      if (!holding) {
        if (!source.next(held)) {
          return false;
        }
        holding = true;
        paired = false;
      }
      if (!isSingle(held)) {
        token.set(held);
        holding = false;
        return true;
      }
      boolean more = source.next(ahead);
      boolean pair = more && isSingle(ahead) && ahead.start() == held.end();
      boolean alone = !pair && !paired;
      if (pair || alone) {
        token.set(held);
      }
      if (pair) {
        for (int i = 0; i < ahead.length(); i++) {
          token.append(ahead.chars()[i]);
        }
        token.span(held.start(), ahead.end());
      }
      paired = pair;
      holding = more;
      Token swap = held;
      held = ahead;
      ahead = swap;
      if (pair || alone) {
        return true;
      }
    }
  }

  private static boolean isSingle(Token token) {
    int point = Character.codePointAt(token.chars(), 0, token.length());
    if (Character.charCount(point) != token.length() || point < 0x3040) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(point);
    return script == UnicodeScript.HAN || script == UnicodeScript.HIRAGANA;
  }
}

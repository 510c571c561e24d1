package io.vecstore.text.filter;

import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;

/** Lower case, code point by code point: of no language, and never longer or shorter. */
public final class LowercaseFilter implements Tokenizer {

  private final Tokenizer source;

  /** Creates a filter of what another tokenizer gives. */
  public LowercaseFilter(Tokenizer source) {
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
    int length = token.length();
    for (int i = 0; i < length; i++) {
      char unit = chars[i];
      if (unit < 0x80) {
        chars[i] = unit >= 'A' && unit <= 'Z' ? (char) (unit + 32) : unit;
      } else if (!Character.isHighSurrogate(unit)) {
        chars[i] = Character.toLowerCase(unit);
      } else if (i + 1 < length && Character.isLowSurrogate(chars[i + 1])) {
        int lower = Character.toLowerCase(Character.toCodePoint(unit, chars[i + 1]));
        if (Character.isSupplementaryCodePoint(lower)) {
          Character.toChars(lower, chars, i);
        }
        i++;
      }
    }
    return true;
  }
}

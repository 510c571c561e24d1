package io.vecstore.text.filter;

import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;

/**
 * The beginnings of words, of {@code min} to {@code max} code points, all at the position of the
 * word. A word shorter than {@code min} stays whole.
 */
public final class EdgeFilter implements Tokenizer {

  private final Tokenizer source;
  private final int min;
  private final int max;
  private final Token word = new Token();
  private int size;
  private int end;

  /** Creates a filter of what another tokenizer gives; {@code 1 <= min <= max}. */
  public EdgeFilter(Tokenizer source, int min, int max) {
    this.source = source;
    this.min = min;
    this.max = max;
  }

  @Override
  public void reset(CharSequence text) {
    source.reset(text);
    end = -1;
  }

  @Override
  public boolean next(Token token) {
    boolean first = end < 0;
    if (first) {
      if (!source.next(word)) {
        return false;
      }
      size = 0;
      end = 0;
      for (; size < min && end < word.length(); size++) {
        end += width(end);
      }
    }
    token.set(word);
    token.length(end);
    token.increment(first ? word.increment() : 0);
    if (++size > max || end == word.length()) {
      end = -1;
    } else {
      end += width(end);
    }
    return true;
  }

  private int width(int at) {
    return Character.charCount(Character.codePointAt(word.chars(), at, word.length()));
  }
}

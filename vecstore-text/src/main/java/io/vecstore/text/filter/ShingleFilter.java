package io.vecstore.text.filter;

import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;

/**
 * Runs of {@code min} to {@code max} words with a blank between them; those that begin with one
 * word share its position. A text of fewer than {@code min} words is one run.
 */
public final class ShingleFilter implements Tokenizer {

  private final Tokenizer source;
  private final int min;
  private final Token[] window;
  private int count;
  private int size;
  private boolean any;
  private boolean ended;

  /** Creates a filter of what another tokenizer gives; {@code 1 <= min <= max}. */
  public ShingleFilter(Tokenizer source, int min, int max) {
    this.source = source;
    this.min = min;
    window = new Token[max];
    for (int i = 0; i < max; i++) {
      window[i] = new Token();
    }
  }

  @Override
  public void reset(CharSequence text) {
    source.reset(text);
    count = 0;
    size = min;
    any = false;
    ended = false;
  }

  @Override
  public boolean next(Token token) {
    fill();
    if (size > count && any) {
      shift();
      fill();
    }
    if (count == 0 || (count < min && any)) {
      return false;
    }
    int words = Math.min(size, count);
    token.set(window[0]);
    token.increment(size == min ? window[0].increment() : 0);
    for (int i = 1; i < words; i++) {
      token.append(' ');
      for (int j = 0; j < window[i].length() && token.length() < MAX_TERM; j++) {
        token.append(window[i].chars()[j]);
      }
    }
    token.length(Math.min(token.length(), MAX_TERM));
    token.span(window[0].start(), window[words - 1].end());
    any = true;
    size++;
    return true;
  }

  private void fill() {
    while (!ended && count < window.length) {
      ended = !source.next(window[count]);
      count += ended ? 0 : 1;
    }
  }

  /** Goes on with the next word. */
  private void shift() {
    Token first = window[0];
    System.arraycopy(window, 1, window, 0, window.length - 1);
    window[window.length - 1] = first;
    count--;
    size = min;
  }
}

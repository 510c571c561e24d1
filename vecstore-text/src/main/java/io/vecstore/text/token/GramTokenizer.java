package io.vecstore.text.token;

import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;

/**
 * Runs of {@code min} to {@code max} code points, from every place of the text, white space
 * included. Runs that begin at one place share a position, so that a phrase of them is a search for
 * a part of a word. A text shorter than {@code min} is one token.
 */
public final class GramTokenizer implements Tokenizer {

  private final int min;
  private final int max;
  private CharSequence text = "";
  private int start;
  private int size;
  private int end;
  private boolean first;

  /** Creates a tokenizer; {@code 1 <= min <= max}. */
  public GramTokenizer(int min, int max) {
    this.min = min;
    this.max = max;
  }

  @Override
  public void reset(CharSequence text) {
    this.text = text;
    start = 0;
    restart();
  }

  @Override
  public boolean next(Token token) {
    if (start == 0 && size < min && !text.isEmpty() && first) {
      start = text.length();
      token.set(text, 0, Math.min(text.length(), MAX_TERM));
      return true;
    }
    if (size >= min && size <= max && end >= 0) {
      emit(token);
      return true;
    }
    if (start >= text.length()) {
      return false;
    }
    start += Character.charCount(Character.codePointAt(text, start));
    restart();
    if (size < min) {
      return false; // what is left is part of the runs before
    }
    emit(token);
    return true;
  }

  private void emit(Token token) {
    token.set(text, start, end);
    token.increment(first ? 1 : 0);
    first = false;
    size++;
    end = end < text.length() ? end + Character.charCount(Character.codePointAt(text, end)) : -1;
  }

  /** Finds the shortest run at {@code start}; fewer than {@code min} points may be left. */
  private void restart() {
    first = true;
    end = start;
    for (size = 0; size < min && end < text.length(); size++) {
      end += Character.charCount(Character.codePointAt(text, end));
    }
  }
}

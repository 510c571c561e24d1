package io.vecstore.text.token;

import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;

/** Runs of letters and digits, with the combining marks among them; everything else separates. */
public final class SimpleTokenizer implements Tokenizer {

  private CharSequence text = "";
  private int at;

  /** Creates a tokenizer of the empty text. */
  public SimpleTokenizer() {}

  @Override
  public void reset(CharSequence text) {
    this.text = text;
    at = 0;
  }

  @Override
  public boolean next(Token token) {
    int size = text.length();
    while (at < size) {
      int point = Character.codePointAt(text, at);
      if (Character.isLetterOrDigit(point)) {
        token.set(text, at, end(at));
        at = token.end();
        return true;
      }
      at += Character.charCount(point);
    }
    return false;
  }

  private int end(int start) {
    int end = start;
    while (end < text.length()) {
      int point = Character.codePointAt(text, end);
      int next = end + Character.charCount(point);
      if (next - start > MAX_TERM
          || !(Character.isLetterOrDigit(point) || CodePoints.isMark(point))) {
        break;
      }
      end = next;
    }
    return end;
  }
}

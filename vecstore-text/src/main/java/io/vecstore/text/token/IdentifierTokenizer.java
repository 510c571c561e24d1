package io.vecstore.text.token;

import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;

/**
 * Names as programs have them: whole, and in parts where they have some, which follow each other
 * from the position of the whole. {@code getHTTPUrl2} gives itself, get, HTTP, Url and 2.
 */
public final class IdentifierTokenizer implements Tokenizer {

  private CharSequence text = "";
  private int at;
  private int end;
  private int part;
  private boolean first;

  /** Creates a tokenizer of the empty text. */
  public IdentifierTokenizer() {}

  @Override
  public void reset(CharSequence text) {
    this.text = text;
    at = 0;
    part = 0;
    end = 0;
  }

  @Override
  public boolean next(Token token) {
    return nextPart(token) || nextName(token);
  }

  private boolean nextName(Token token) {
    while (at < text.length() && !isInside(text.charAt(at))) {
      at++;
    }
    int start = at;
    boolean solid = false;
    while (at < text.length() && at - start < MAX_TERM && isInside(text.charAt(at))) {
      solid |= text.charAt(at) != '_' && text.charAt(at) != '$';
      at++;
    }
    if (at == start) {
      return false;
    }
    if (!solid) {
      return nextName(token);
    }
    part = start;
    end = at;
    first = true;
    token.set(text, start, at);
    if (partStart(start) == start && partEnd(start) == at) {
      part = end; // the whole is its only part
    }
    return true;
  }

  private boolean nextPart(Token token) {
    int start = partStart(part);
    if (start >= end) {
      return false;
    }
    part = partEnd(start);
    token.set(text, start, part);
    token.increment(first ? 0 : 1);
    first = false;
    return true;
  }

  private int partStart(int from) {
    int start = from;
    while (start < end && (text.charAt(start) == '_' || text.charAt(start) == '$')) {
      start++;
    }
    return start;
  }

  private int partEnd(int start) {
    int to = start + 1;
    while (to < end && !isBoundary(to)) {
      to++;
    }
    return to;
  }

  /** Between lower and upper case, letter and digit, and before the last capital of several. */
  private boolean isBoundary(int to) {
    char before = text.charAt(to - 1);
    char here = text.charAt(to);
    if (here == '_' || here == '$' || Character.isDigit(before) != Character.isDigit(here)) {
      return true;
    }
    if (!Character.isUpperCase(here)) {
      return false;
    }
    return Character.isLowerCase(before)
        || (Character.isUpperCase(before)
            && to + 1 < end
            && Character.isLowerCase(text.charAt(to + 1)));
  }

  private static boolean isInside(char unit) {
    return Character.isLetterOrDigit(unit)
        || unit == '_'
        || unit == '$'
        || Character.isSurrogate(unit)
        || CodePoints.isMark(unit);
  }
}

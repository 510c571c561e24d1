package io.vecstore.text.token;

import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What lies between the matches of a regular expression. */
public final class PatternTokenizer implements Tokenizer {

  private final Matcher separator;
  private CharSequence text = "";
  private int start;
  private boolean done = true;

  /** Creates a tokenizer of the empty text. */
  public PatternTokenizer(Pattern separator) {
    this.separator = separator.matcher("");
  }

  @Override
  public void reset(CharSequence text) {
    this.text = text;
    separator.reset(text);
    start = 0;
    done = false;
  }

  @Override
  public boolean next(Token token) {
    while (!done) {
      int from = start;
      int to = text.length();
      if (separator.find()) {
        to = separator.start();
        start = separator.end();
      } else {
        done = true;
      }
      if (to > from) {
        token.set(text, from, Math.min(to, from + MAX_TERM));
        return true;
      }
    }
    return false;
  }
}

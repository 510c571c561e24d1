package io.vecstore.lucene;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** Gives each token a second time, at the same place, with an underscore. */
final class Twice extends TokenFilter {

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute increment =
      addAttribute(PositionIncrementAttribute.class);
  private boolean second;

  Twice(TokenStream input) {
    super(input);
  }

  @Override
  public boolean incrementToken() throws IOException {
    second = !second;
    if (!second) {
      term.append('_');
      increment.setPositionIncrement(0);
      return true;
    }
    return input.incrementToken();
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    second = false;
  }
}

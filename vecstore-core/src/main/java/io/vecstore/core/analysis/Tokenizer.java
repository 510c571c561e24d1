package io.vecstore.core.analysis;

/**
 * Cuts a text into tokens, one at a time. The interface to implement for an analysis of one's own:
 * pass a supplier of it, under a name, when the store is opened, and use {@link
 * AnalyzerSpec#custom} in the schema.
 *
 * <p>A tokenizer must not fail, whatever the text: unpaired surrogates and control characters are
 * text too. It must give the same tokens for the same text, always, for what was indexed is
 * compared with what is asked. Offsets lie in {@code [0, text.length()]}, a token starts at or
 * after the start of the one before, and terms longer than {@value #MAX_TERM} units are cut there.
 *
 * <p>Not thread-safe: each thread that analyses has an instance of its own.
 */
public interface Tokenizer {

  /** The longest term that is indexed, in UTF-16 units. */
  int MAX_TERM = 255;

  /** Starts a new text, borrowed until the last token was taken or the next reset. */
  void reset(CharSequence text);

  /**
   * Fills {@code token} with the next token; returns false, with the token's state undefined, where
   * there is none.
   */
  boolean next(Token token);
}

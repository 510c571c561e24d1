package io.vecstore.text.filter;

import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;
import opennlp.tools.stemmer.Stemmer;

/**
 * Reduces words to their stems, through a cache, for a stemmer costs ten times what a word does.
 */
public final class StemFilter implements Tokenizer {

  private final Tokenizer source;
  private final Stemmer stemmer;
  private final StemCache cache;
  private final WordSet protect;

  /**
   * Creates a filter of what another tokenizer gives.
   *
   * @param stemmer of this filter alone, for it is not thread-safe
   * @param cache of all filters with the same stemmer
   * @param protect the words that stay as they are
   */
  public StemFilter(Tokenizer source, Stemmer stemmer, StemCache cache, WordSet protect) {
    this.source = source;
    this.stemmer = stemmer;
    this.cache = cache;
    this.protect = protect;
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
    if (token.length() > 2
        && token.length() <= StemCache.MAX_WORD
        && !protect.contains(token.chars(), token.length())) {
      token.term(cache.stem(token, stemmer));
    }
    return true;
  }
}

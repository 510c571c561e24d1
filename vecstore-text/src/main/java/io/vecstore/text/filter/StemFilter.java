package io.vecstore.text.filter;

import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;
import opennlp.tools.stemmer.Stemmer;
import org.jspecify.annotations.Nullable;

/**
 * Reduces words to their stems, through a cache, for a stemmer costs ten times what a word does.
 */
public final class StemFilter implements Tokenizer {

  private final Tokenizer source;
  private final String language;
  private final StemCache cache;
  private final WordSet protect;
  private @Nullable Stemmer stemmer;

  /**
   * Creates a filter of what another tokenizer gives.
   *
   * @param language of a stemmer that exists
   * @param cache of all filters of the same language
   * @param protect the words that stay as they are
   */
  public StemFilter(Tokenizer source, String language, StemCache cache, WordSet protect) {
    this.source = source;
    this.language = language;
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
      token.term(cache.stem(token, this));
    }
    return true;
  }

  /** Returns the stem of a word that the cache does not have. */
  String stem(String word) {
    if (stemmer == null) {
      stemmer = Stemmers.of(language);
    }
    return stemmer.stem(word).toString();
  }
}

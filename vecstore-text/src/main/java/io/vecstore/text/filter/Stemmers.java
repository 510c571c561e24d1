package io.vecstore.text.filter;

import java.util.Locale;
import java.util.Optional;
import opennlp.tools.stemmer.Stemmer;
import opennlp.tools.stemmer.snowball.SnowballStemmer;
import opennlp.tools.stemmer.snowball.SnowballStemmer.ALGORITHM;

/** Which stemmers there are: Snowball's, by language. */
public final class Stemmers {

  private Stemmers() {}

  /**
   * Returns a new stemmer, for one thread, or nothing where the language is not known.
   *
   * @param language in English and lower case; {@code porter} is the older English one
   */
  public static Optional<Stemmer> of(String language) {
    for (ALGORITHM algorithm : ALGORITHM.values()) {
      if (algorithm.name().toLowerCase(Locale.ROOT).equals(language)) {
        return Optional.of(new SnowballStemmer(algorithm));
      }
    }
    return Optional.empty();
  }
}

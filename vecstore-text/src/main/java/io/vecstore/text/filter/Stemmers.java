package io.vecstore.text.filter;

import java.util.Locale;
import java.util.Set;
import opennlp.tools.stemmer.Stemmer;
import opennlp.tools.stemmer.snowball.SnowballStemmer;
import opennlp.tools.stemmer.snowball.SnowballStemmer.ALGORITHM;

/**
 * Which stemmers there are: Snowball's, by language. They are known by name, so that a store is
 * opened without OpenNLP: its classes are loaded for the first word that is stemmed.
 */
public final class Stemmers {

  private static final Set<String> LANGUAGES =
      Set.of(
          "arabic",
          "danish",
          "dutch",
          "catalan",
          "english",
          "finnish",
          "french",
          "german",
          "greek",
          "hungarian",
          "indonesian",
          "irish",
          "italian",
          "norwegian",
          "porter",
          "portuguese",
          "romanian",
          "russian",
          "spanish",
          "swedish",
          "turkish");

  private Stemmers() {}

  /** Returns the languages that {@link #of} knows. */
  static Set<String> languages() {
    return LANGUAGES;
  }

  /**
   * Returns whether there is a stemmer.
   *
   * @param language in English and lower case; {@code porter} is the older English one
   */
  public static boolean exists(String language) {
    return LANGUAGES.contains(language);
  }

  /** Returns a new stemmer of a language that {@linkplain #exists exists}, for one thread. */
  static Stemmer of(String language) {
    return new SnowballStemmer(ALGORITHM.valueOf(language.toUpperCase(Locale.ROOT)));
  }
}

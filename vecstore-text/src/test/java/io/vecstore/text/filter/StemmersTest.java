package io.vecstore.text.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import opennlp.tools.stemmer.snowball.SnowballStemmer.ALGORITHM;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class StemmersTest {

  @Test
  void everyStemmerOfTheLibraryIsKnownByName() {
    Set<String> there =
        Arrays.stream(ALGORITHM.values())
            .map(algorithm -> algorithm.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    assertEquals(there, Stemmers.languages());
    assertFalse(Stemmers.exists("klingon"));
  }

  @Test
  void everyLanguageStems() {
    for (String language : Stemmers.languages()) {
      assertFalse(Stemmers.of(language).stem("nation").isEmpty(), language);
    }
  }
}

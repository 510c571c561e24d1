package io.vecstore.text.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vecstore.core.error.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SemanticSplitterTest extends SplitterContract {

  /** A vector by the letters of a text. */
  private static List<float[]> embed(List<String> texts) {
    return texts.stream().map(SemanticSplitterTest::letters).toList();
  }

  private static float[] letters(String text) {
    float[] counts = new float[26];
    text.toLowerCase(java.util.Locale.ROOT)
        .chars()
        .filter(c -> c >= 'a' && c <= 'z')
        .forEach(c -> counts[c - 'a']++);
    return counts;
  }

  @Override
  TextSplitter splitter(int size, int overlap) {
    return TextSplitter.semantic(size, SemanticSplitterTest::embed).overlap(overlap);
  }

  @Test
  void theTextIsCutWhereTheTopicChanges() {
    String text = "Aaa aab aaa. Aab aaa aab. Aaa aaa aab. Zzz zzy zzz. Zzy zzz zzz. Zzz zzz zzy.";
    assertEquals(
        List.of("Aaa aab aaa. Aab aaa aab. Aaa aaa aab.", "Zzz zzy zzz. Zzy zzz zzz. Zzz zzz zzy."),
        RecursiveSplitterTest.texts(
            TextSplitter.semantic(200, 80, SemanticSplitterTest::embed).split(text)));
  }

  @Test
  void anEmbedderThatLosesTextsIsRefused() {
    assertThrows(
        InvalidInputException.class,
        () -> TextSplitter.semantic(100, texts -> List.of()).split("One. Two. Three. Four."));
  }
}

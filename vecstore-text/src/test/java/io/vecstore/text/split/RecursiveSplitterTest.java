package io.vecstore.text.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vecstore.core.error.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecursiveSplitterTest extends SplitterContract {

  @Override
  TextSplitter splitter(int size, int overlap) {
    return TextSplitter.recursive(size).overlap(overlap);
  }

  @Test
  void paragraphsAreKeptWhereTheyFit() {
    assertEquals(
        List.of("One two.\n\nThree.", "Four five six seven."),
        texts(TextSplitter.recursive(20).split("One two.\n\nThree.\n\nFour five six seven.")));
  }

  @Test
  void aLongParagraphIsCutBetweenSentencesThenWords() {
    assertEquals(
        List.of("Short one.", "This is rather", "longer.", "End."),
        texts(TextSplitter.recursive(15).split("Short one. This is rather longer.\n\nEnd.")));
  }

  @Test
  void theLastPartsOfAPieceBeginTheNext() {
    assertEquals(
        List.of("a b c", "c d e", "e f"),
        texts(TextSplitter.recursive(5).overlap(2).split("a b c d e f")));
  }

  @Test
  void wordsCanBeCounted() {
    assertEquals(
        List.of("one two", "three four"),
        texts(
            TextSplitter.recursive(2).measuredBy(TextMeasure.words()).split("one two three four")));
  }

  @Test
  void anOverlapOfTheWholePieceIsRefused() {
    assertThrows(InvalidInputException.class, () -> TextSplitter.recursive(10).overlap(10));
    assertThrows(InvalidInputException.class, () -> TextSplitter.recursive(0));
  }

  static List<String> texts(List<Chunk> chunks) {
    return chunks.stream().map(Chunk::text).toList();
  }
}

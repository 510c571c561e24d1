package io.vecstore.text.split;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokenSplitterTest extends SplitterContract {

  @Override
  TextSplitter splitter(int size, int overlap) {
    return TextSplitter.tokens(size).overlap(overlap).measuredBy(TextMeasure.characters());
  }

  @Test
  void piecesHaveAtMostSoManyTokens() {
    assertEquals(
        List.of("one two", "three", "four"),
        RecursiveSplitterTest.texts(TextSplitter.tokens(2).split("one two\nthree four")));
  }

  @Test
  void whoKnowsTheModelCountsItsTokens() {
    assertEquals(
        List.of("one two", "three four"),
        RecursiveSplitterTest.texts(
            TextSplitter.tokens(2).measuredBy(TextMeasure.words()).split("one two three four")));
  }
}

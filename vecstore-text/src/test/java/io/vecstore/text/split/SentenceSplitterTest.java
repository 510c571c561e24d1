package io.vecstore.text.split;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceSplitterTest extends SplitterContract {

  @Override
  TextSplitter splitter(int size, int overlap) {
    return TextSplitter.sentences(size).overlap(overlap);
  }

  @Test
  void abbreviationsAndInitialsEndNoSentence() {
    assertEquals(
        List.of("Dr. A. Smith saw Fig. 3 there.", "He left."),
        RecursiveSplitterTest.texts(
            TextSplitter.sentences(31).split("Dr. A. Smith saw Fig. 3 there. He left.")));
  }

  @Test
  void wholeSentencesOverlap() {
    assertEquals(
        List.of("One is here. Two is it.", "Two is it. Three."),
        RecursiveSplitterTest.texts(
            TextSplitter.sentences(23).overlap(11).split("One is here. Two is it. Three.")));
  }
}

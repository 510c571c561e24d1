package io.vecstore.text.split;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CharacterSplitterTest extends SplitterContract {

  @Override
  TextSplitter splitter(int size, int overlap) {
    return TextSplitter.characters(size).overlap(overlap);
  }

  @Test
  void everyPieceIsFilled() {
    assertEquals(
        List.of("abcd", "ef g", "hi"),
        RecursiveSplitterTest.texts(TextSplitter.characters(4).split("abcdef ghi")));
  }

  @Test
  void piecesOverlapByCharacters() {
    assertEquals(
        List.of("abcd", "cdef", "efg"),
        RecursiveSplitterTest.texts(TextSplitter.characters(4).overlap(2).split("abcdefg")));
  }

  @Test
  void noCharacterIsCut() {
    assertEquals(
        List.of("a", "\uD83D\uDE00", "e\u0301"),
        RecursiveSplitterTest.texts(TextSplitter.characters(2).split("a\uD83D\uDE00e\u0301")));
  }
}

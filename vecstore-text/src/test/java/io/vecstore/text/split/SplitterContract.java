package io.vecstore.text.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.testkit.Forall;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What every splitter keeps, whatever the text. */
abstract class SplitterContract {

  private static final String[] SCRAPS = {
    "word",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    ". ",
    "Mr. ",
    "A longer sentence goes here. ",
    "# Title\n",
    "## Below #\n",
    "```java\ncode # no heading\n```\n",
    "- item\n",
    "  more\n",
    "| a | b |\n",
    "---\n",
    "===\n",
    "~~~\n",
    "漢字かな",
    "\uD83D\uDE00",
    "\uD83D",
    "\uDE00",
    "e\u0301",
    "\u0000",
    "\t",
    "x".repeat(40),
    "http://a.b/c?d=e ",
    "1. one\n",
    "> quote\n",
    "\u2028",
    "#",
    "*"
  };

  /** Returns the splitter with a longest piece and an overlap. */
  abstract TextSplitter splitter(int size, int overlap);

  @Test
  void piecesAreExactOrderedBoundedAndCoverTheText() {
    Forall.cases(700)
        .check(
            random -> {
              String text = text(random);
              int size = 1 + random.nextInt(80);
              int overlap = random.nextInt(size);
              check(text, size, overlap, splitter(size, overlap).split(text));
            });
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(60); i > 0; i--) {
      text.append(SCRAPS[random.nextInt(SCRAPS.length)]);
    }
    return text.toString();
  }

  private static void check(String text, int size, int overlap, List<Chunk> chunks) {
    BitSet covered = new BitSet();
    int before = 0;
    for (int i = 0; i < chunks.size(); i++) {
      Chunk chunk = chunks.get(i);
      assertEquals(i, chunk.index());
      assertEquals(text.substring(chunk.start(), chunk.end()), chunk.text());
      assertFalse(chunk.text().isBlank());
      assertEquals(chunk.text().strip(), chunk.text());
      assertTrue(
          chunk.text().length() <= size || isOneCharacter(chunk.text()),
          () -> "'" + chunk.text() + "' is longer than " + size);
      assertTrue(chunk.start() >= before - overlap, () -> "overlap of " + chunk);
      assertFalse(cutsPair(text, chunk.start()), "starts in a pair");
      assertFalse(cutsPair(text, chunk.end()), "ends in a pair");
      before = chunk.end();
      covered.set(chunk.start(), chunk.end());
    }
    for (int i = 0; i < text.length(); i++) {
      assertTrue(covered.get(i) || Character.isWhitespace(text.charAt(i)), "lost " + i);
    }
  }

  private static boolean isOneCharacter(String text) {
    return Grain.CHARACTER.cut(text, new Span(0, text.length())).size() == 1;
  }

  private static boolean cutsPair(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
  }

  @Test
  void blankTextHasNoPieces() {
    assertEquals(List.of(), splitter(10, 0).split(""));
    assertEquals(List.of(), splitter(10, 0).split(" \n\t "));
  }
}

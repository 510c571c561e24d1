package io.vecstore.text.split;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownSplitterTest extends SplitterContract {

  @Override
  TextSplitter splitter(int size, int overlap) {
    return TextSplitter.markdown(size).overlap(overlap);
  }

  private static List<String> split(int size, String text) {
    return TextSplitter.markdown(size).split(text).stream()
        .map(chunk -> chunk.context() + " | " + chunk.text())
        .toList();
  }

  @Test
  void piecesDoNotCrossHeadingsWhichAreTheirContext() {
    assertEquals(
        List.of(
            "Guide | # Guide\n\nHello.",
            "Guide > Install | ## Install\nRun it.",
            "Guide > Use | ## Use ##\n\nCall it."),
        split(100, "# Guide\n\nHello.\n\n## Install\nRun it.\n\n## Use ##\n\nCall it.\n"));
  }

  @Test
  void aHeadingRightAboveAnotherGoesWithIt() {
    assertEquals(List.of("A > B | # A\n## B\ntext"), split(100, "# A\n## B\ntext"));
    assertEquals(List.of("A | # A", "B | # B\ntext"), split(100, "# A\n# B\ntext"));
  }

  @Test
  void headingsMayBeUnderlined() {
    assertEquals(
        List.of("Top | Top\n===\nx", "Top > Sub | Sub\n---\ny"),
        split(100, "Top\n===\nx\n\nSub\n---\ny"));
  }

  @Test
  void whatLooksLikeAHeadingInCodeIsCode() {
    assertEquals(
        List.of("T | # T\n```sh\n# comment\n\nrun\n```", "U | # U\n~~~\n# no\n~~~"),
        split(100, "# T\n```sh\n# comment\n\nrun\n```\n# U\n~~~\n# no\n~~~"));
  }

  @Test
  void aHashtagIsNoHeading() {
    assertEquals(List.of(" | #tag and ####### seven"), split(100, "#tag and ####### seven"));
  }

  @Test
  void blocksStayWholeWhereTheyFit() {
    assertEquals(
        List.of(
            " | A paragraph of a few words.",
            " | - a\n- b\n\n- c",
            " | | x | y |\n|---|---|\n| 1 | 2 |"),
        split(
            32,
            "A paragraph of a few words.\n\n- a\n- b\n\n- c\n\n| x | y |\n|---|---|\n| 1 | 2 |"));
  }

  @Test
  void frontMatterIsABlock() {
    assertEquals(
        List.of(" | ---\ntitle: x\n---", "A | # A\ntext"),
        split(100, "---\ntitle: x\n---\n# A\ntext"));
  }

  @Test
  void windowsLineBreaksChangeNothing() {
    assertEquals(
        List.of("A | # A\r\ntext", "A > B | ## B\r\n\r\nmore"),
        split(100, "# A\r\ntext\r\n\r\n## B\r\n\r\nmore\r\n"));
  }

  @Test
  void theContextGoesInFrontWhereItIsAskedFor() {
    Chunk chunk = TextSplitter.markdown(100).split("# A\n## B\ntext").getFirst();
    assertEquals("A > B\n# A\n## B\ntext", chunk.inContext());
  }
}

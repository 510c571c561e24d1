package io.vecstore.text.split;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CodeSplitterTest extends SplitterContract {

  @Override
  TextSplitter splitter(int size, int overlap) {
    return TextSplitter.code(size).overlap(overlap);
  }

  private static List<String> split(int size, String text) {
    return TextSplitter.code(size).split(text).stream()
        .map(chunk -> chunk.context() + " | " + chunk.text())
        .toList();
  }

  @Test
  void declarationsStayWholeWithWhatIsAboveThem() {
    String java =
        """
        import a.B;

        /** Says. */
        @Old
        class A {
          int x;
        }

        class B {
          int y;
        }
        """;
    assertEquals(
        List.of(
            " | import a.B;",
            " | /** Says. */\n@Old\nclass A {\n  int x;\n}",
            " | class B {\n  int y;\n}"),
        split(45, java));
    assertEquals(1, split(200, java).size());
  }

  @Test
  void whatIsTooLongIsCutInsideUnderItsHead() {
    String python =
        """
        class Store:
            # Opens it.
            def open(self):
                return 1

            def close(self):
                return 2
        """;
    assertEquals(
        List.of(
            " | class Store:",
            "class Store | # Opens it.\n    def open(self):\n        return 1",
            "class Store | def close(self):\n        return 2"),
        split(60, python));
  }
}

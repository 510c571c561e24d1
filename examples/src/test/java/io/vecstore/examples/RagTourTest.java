package io.vecstore.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tour of what a language model needs, run as a user runs a program. */
class RagTourTest {

  @TempDir Path folder;

  @Test
  void tellsItsStory() throws Exception {
    ChildJvm run =
        ChildJvm.run(folder, List.of("-cp", ChildJvm.classPath(), "io.vecstore.examples.RagTour"));
    assertEquals("", run.err());
    assertEquals(
        """
        read guide.md
        read news.md
        6 passages, 6 embedded
        read guide.md
        2 embedded
        [guide.md#1, guide.md#5]
        [1] # Charging

        A solid state cell charges in ten minutes. Its anode is lithium metal.

        [2] # Storing

        Keep cells dry and cool. Half full cells last longest.
        guide.md [0, 82)
        nDCG@10 0.67
        [[b1], [b1], [b1]]
        [s1]
        0.0915  text:couch  boost 0.7 * idf 0.2877 (in 1 of 1) * 0.4545 (1 times among 2, 2.0 on average)
        """,
        run.out());
  }
}

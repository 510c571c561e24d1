package io.vecstore.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tour of a database, run as a user runs a program. */
class DatabaseTourTest {

  @TempDir Path folder;

  @Test
  void tellsItsStory() throws Exception {
    ChildJvm run =
        ChildJvm.run(
            folder, List.of("-cp", ChildJvm.classPath(), "io.vecstore.examples.DatabaseTour"));
    assertEquals("", run.err());
    assertEquals(
        """
        [articles, faces], 128 dimensions
        [a1]
        []
        maxVectors: 2 of 1
        1 vectors, near quota: true
        1 in the copy
        1 again
        DOT_PRODUCT [articles, faces]
        [a1]
        """,
        run.out());
  }
}

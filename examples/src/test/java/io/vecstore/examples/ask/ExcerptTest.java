package io.vecstore.examples.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class ExcerptTest {

  @Test
  void showsTheSentenceThatSharesMostWords() {
    String text = "Logs are files. A torn tail of the log is dropped. Nothing else is.";
    assertEquals(
        "A torn tail of the log is dropped.",
        Excerpt.of(text, sharing("how is a torn tail recognised?")));
  }

  @Test
  void showsTheFirstSentenceWhereNoneSharesAWord() {
    assertEquals("One thing.", Excerpt.of("One thing. Another thing.", sharing("batteries")));
  }

  @Test
  void leavesHeadingsAndMarksOut() {
    assertEquals(
        "Call sync, then close the store.",
        Excerpt.of(
            "## Syncing\n\n- Call `sync`,\n  then **close** the\n  store.\n", sharing("close")));
  }

  @Test
  void anEmptyTextHasAnEmptyExcerpt() {
    assertEquals("", Excerpt.of("", sharing("anything")));
  }

  @Test
  void aTableRowStandsForItself() {
    String table =
        "| word | meaning |\n|---|---|\n| graph | see [HNSW](x.md) |\n| segment | a part |\n";
    assertEquals("graph · see HNSW", Excerpt.of(table, sharing("what is a graph?")));
  }

  @Test
  void theHeadOfATableIsNoRow() {
    String table = "| a graph | meaning |\n| :-- | --- |\n| ef | the beam |\n";
    assertEquals("ef · the beam", Excerpt.of(table, sharing("what is a graph?")));
  }

  private static ToIntFunction<String> sharing(String question) {
    Set<String> asked = Set.of(question.split("\\W+"));
    return part -> {
      Set<String> words = new HashSet<>(List.of(part.split("\\W+")));
      words.retainAll(asked);
      return words.size();
    };
  }
}

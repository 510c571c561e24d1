package io.vecstore.examples.ask;

import io.vecstore.VecReader;
import io.vecstore.core.query.Hit;
import io.vecstore.core.query.Hits;
import io.vecstore.core.query.Query;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Asks a store and prints the answers: by meaning, by words, and by both. */
public final class Interview {

  private static final int WARM_UP = 50;

  private final VecReader store;
  private final Embedder embedder;
  private final Screen screen;

  /**
   * A question.
   *
   * @param text as a person asks it
   * @param filter which passages may answer it; all if empty
   */
  public record Question(String text, Optional<String> filter) {

    private Query among(Query query) {
      return filter.map(query::where).orElse(query);
    }
  }

  /** Prepares questions to a store whose vectors the embedder made. */
  public Interview(VecReader store, Embedder embedder, Screen screen) {
    this.store = store;
    this.embedder = embedder;
    this.screen = screen;
  }

  /**
   * Asks until the compiler has seen the code, so that the times that are printed mean something.
   */
  public void warmUp(String question) {
    float[] vector = embedder.embed(question);
    for (int i = 0; i < WARM_UP; i++) {
      store.search(Query.nearest(vector));
      store.search(Query.keywords(question));
      store.search(Query.hybrid(vector, question).where("file EXISTS"));
    }
  }

  /** Asks in three ways and prints the best hits of each. */
  public void ask(Question question, int hits) {
    long start = System.nanoTime();
    float[] vector = embedder.embed(question.text());
    Duration embedding = Duration.ofNanos(System.nanoTime() - start);
    print("");
    print(screen.bold(question.text()) + screen.faint("   embedded in " + millis(embedding)));
    question.filter().ifPresent(filter -> print("  where " + filter));
    answer("by meaning", Query.nearest(vector), question, hits);
    answer("by words", Query.keywords(question.text()), question, hits);
    answer("by both", Query.hybrid(vector, question.text()), question, hits);
  }

  private void answer(String how, Query query, Question question, int most) {
    Hits hits = store.search(question.among(query).topK(most));
    print("");
    print(
        "  "
            + how
            + screen.faint(
                "   " + Screen.count(hits.size(), "hit") + " in " + millis(hits.took())));
    for (Hit hit : hits) {
      print(
          String.format(
              Locale.ROOT, "    %s  %s", screen.green("%6.3f".formatted(hit.score())), place(hit)));
      print(
          screen.faint(
              "            "
                  + Screen.cut(Excerpt.of(body(hit), question.text()), screen.width() - 12)));
    }
    if (hits.isEmpty()) {
      print("    nothing found");
    }
  }

  /** Returns the text of a passage without its context, which is the first line. */
  private static String body(Hit hit) {
    String text = hit.text().orElse("");
    boolean hasContext = !hit.metadata().getText("headings").orElse("").isEmpty();
    return hasContext ? text.substring(text.indexOf('\n') + 1) : text;
  }

  private String place(Hit hit) {
    String file = hit.metadata().getText("file").orElse(hit.id());
    String section = hit.metadata().getText("section").orElse(file);
    return Screen.cut(section.equals(file) ? file : file + " › " + section, screen.width() - 12);
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
  }

  private void print(String line) {
    screen.out().println(line);
  }
}

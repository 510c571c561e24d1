package io.vecstore.examples.ask;

import io.vecstore.Embedder;
import io.vecstore.VecReader;
import io.vecstore.core.query.Hit;
import io.vecstore.core.query.Hits;
import io.vecstore.core.query.Query;
import io.vecstore.text.highlight.Snippet;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a store and prints the answers: by meaning, by words, and by both. Each has a number, the
 * place that it cites, and what the passage says to the question, with the words of the question in
 * bold.
 */
public final class Interview {

  private static final int WARM_UP = 50;
  private static final int MARGIN = 16;

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
    float[] vector = embedder.embed(List.of(question)).getFirst();
    for (int i = 0; i < WARM_UP; i++) {
      store.search(Query.nearest(vector));
      store.search(Query.keywords(question));
      store.search(Query.hybrid(vector, question).where("file EXISTS"));
    }
  }

  /** Asks in three ways and prints the best hits of each. */
  public void ask(Question question, int hits) {
    long start = System.nanoTime();
    float[] vector = embedder.embed(List.of(question.text())).getFirst();
    Duration embedding = Duration.ofNanos(System.nanoTime() - start);
    print("");
    print(screen.bold(question.text()) + screen.faint("   embedded in " + millis(embedding)));
    question.filter().ifPresent(filter -> print("  where " + filter));
    Set<String> cited = new LinkedHashSet<>();
    answer("by meaning", Query.nearest(vector), question, hits, cited);
    answer("by words", Query.keywords(question.text()), question, hits, cited);
    answer("by both", Query.hybrid(vector, question.text()), question, hits, cited);
  }

  private void answer(String how, Query query, Question question, int most, Set<String> cited) {
    Hits hits = store.search(question.among(query).topK(most));
    print("");
    print(
        "  "
            + how
            + screen.faint(
                "   " + Screen.count(hits.size(), "hit") + " in " + millis(hits.took())));
    for (Hit hit : hits) {
      cited.add(hit.id());
      print(
          String.format(
              Locale.ROOT,
              "    [%d] %s  %s",
              number(hit, cited),
              screen.green("%6.3f".formatted(hit.score())),
              place(hit)));
      String excerpt = Excerpt.of(hit.text().orElse(""), part -> wordsOf(question, part));
      print(" ".repeat(MARGIN) + marked(Screen.cut(excerpt, screen.width() - MARGIN), question));
    }
    if (hits.isEmpty()) {
      print("    nothing found");
    }
  }

  /** Returns the citation: the file, the line of it, and the section. */
  private String place(Hit hit) {
    String file = hit.metadata().getText("file").orElse(hit.id());
    String section = hit.metadata().getText("section").orElse(file);
    String line = file + ":" + hit.metadata().getLong("line").orElse(1);
    String name = section.equals(file) ? line : line + " › " + section;
    return Screen.cut(name, screen.width() - MARGIN);
  }

  /** Returns the number of a passage: the same wherever it answers the question. */
  private static int number(Hit hit, Set<String> cited) {
    return List.copyOf(cited).indexOf(hit.id()) + 1;
  }

  /** Returns how many words of the question a text has. */
  private int wordsOf(Question question, String text) {
    return (int)
        marks(question, text).stream()
            .map(mark -> text.substring(mark.start(), mark.end()).toLowerCase(Locale.ROOT))
            .distinct()
            .count();
  }

  /** Returns a text with the words of the question in bold, whatever forms they have. */
  private String marked(String text, Question question) {
    StringBuilder marked = new StringBuilder();
    int at = 0;
    for (Snippet.Mark mark : marks(question, text)) {
      marked.append(text, at, mark.start());
      marked.append(screen.bold(text.substring(mark.start(), mark.end())));
      at = mark.end();
    }
    return marked.append(text, at, text.length()).toString();
  }

  private List<Snippet.Mark> marks(Question question, String text) {
    Query words = Query.keywords(question.text());
    return store.snippets(words, text, 1, Math.max(1, text.length())).stream()
        .flatMap(snippet -> snippet.marks().stream())
        .toList();
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
  }

  private void print(String line) {
    screen.out().println(line);
  }
}

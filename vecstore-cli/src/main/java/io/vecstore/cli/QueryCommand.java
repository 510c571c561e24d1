package io.vecstore.cli;

import io.vecstore.cli.json.Result;
import io.vecstore.cli.part.QueryOptions;
import io.vecstore.core.query.Hit;
import io.vecstore.core.query.Hits;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code query}. */
@Command(
    name = "query",
    header = "Searches by vector, by words, or by both.",
    footer = {
      "",
      "Examples:",
      "  vecstore query kb --vector 0.1,0.7,0.2 -k 3",
      "  vecstore query kb --text '\"solid state\" battery' --where \"year >= 2020\"",
      "  vecstore query kb --like a1 --json",
      ""
    })
final class QueryCommand extends StoreCommand {

  private static final int LONGEST = 70;

  @Mixin private final QueryOptions options = new QueryOptions();

  @Override
  public Integer call() {
    try (StorePlace.Opened opened = place.open()) {
      Hits hits = opened.reader().search(options.query(opened.reader()));
      for (Hit hit : hits) {
        out().println(json ? object(hit).json() : line(hit));
      }
      if (!json && hits.isEmpty()) {
        err().println("nothing matches");
      }
      out().flush();
    }
    return 0;
  }

  private static Result object(Hit hit) {
    return new Result()
        .with("id", hit.id())
        .with("score", hit.score())
        .with("text", hit.text().orElse(null))
        .with("metadata", hit.metadata().toMap());
  }

  private static String line(Hit hit) {
    String text = hit.text().orElse("").replaceAll("\\s+", " ");
    String shown = text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    String fields = hit.metadata().isEmpty() ? "" : hit.metadata() + "  ";
    return String.format(Locale.ROOT, "%7.4f  %s  %s%s", hit.score(), hit.id(), fields, shown);
  }
}

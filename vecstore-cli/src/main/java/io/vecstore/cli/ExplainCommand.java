package io.vecstore.cli;

import io.vecstore.VecReader;
import io.vecstore.cli.json.Result;
import io.vecstore.cli.part.QueryOptions;
import io.vecstore.core.query.Explanation;
import io.vecstore.core.query.ScoreExplanation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code explain}. */
@Command(
    name = "explain",
    header = "Runs a query and tells how it was answered: plan, steps, counts and times.",
    description = "%nWith --id it tells why one document has its score, down to the word.",
    footer = {
      "",
      "Examples:",
      "  vecstore explain kb --text battery --where \"year >= 2020\"",
      "  vecstore explain kb --text battery --id a1",
      ""
    })
final class ExplainCommand extends StoreCommand {

  @Mixin private final QueryOptions options = new QueryOptions();

  @Option(names = "--id", description = "Why has this document its score?")
  private @Nullable String id;

  @Override
  public Integer call() {
    try (StorePlace.Opened opened = place.open()) {
      String document = id;
      if (document != null) {
        return explain(opened.reader(), document);
      }
      Explanation explanation = opened.reader().explain(options.query(opened.reader()));
      if (json) {
        print(new Result().with("explanation", map(explanation)));
      } else {
        out().println(explanation);
        out().flush();
      }
    }
    return 0;
  }

  private int explain(VecReader reader, String document) {
    Optional<ScoreExplanation> found = reader.explain(options.query(reader), document);
    if (found.isEmpty()) {
      err().println("not found by this query");
      return 1;
    }
    if (json) {
      print(new Result().with("id", document).with("score", map(found.get())));
    } else {
      out().println(found.get());
      out().flush();
    }
    return 0;
  }

  private static Map<String, @Nullable Object> map(ScoreExplanation explanation) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", explanation.name());
    map.put("value", explanation.value());
    map.put("detail", explanation.detail());
    map.put("parts", explanation.parts().stream().map(ExplainCommand::map).toList());
    return map;
  }

  private static Map<String, @Nullable Object> map(Explanation explanation) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("step", explanation.step());
    map.put("detail", explanation.detail());
    map.put("nanos", explanation.took().toNanos());
    map.put("parts", explanation.parts().stream().map(ExplainCommand::map).toList());
    return map;
  }
}

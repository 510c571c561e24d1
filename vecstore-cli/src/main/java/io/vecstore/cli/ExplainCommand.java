package io.vecstore.cli;

import io.vecstore.cli.json.Result;
import io.vecstore.core.query.Explanation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code explain}. */
@Command(
    name = "explain",
    header = "Runs a query and tells how it was answered: plan, steps, counts and times.",
    footer = {"", "Example:", "  vecstore explain kb --text battery --where \"year >= 2020\"", ""})
final class ExplainCommand extends StoreCommand {

  @Mixin private final QueryOptions options = new QueryOptions();

  @Override
  public Integer call() {
    try (StorePlace.Opened opened = place.open()) {
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

  private static Map<String, @Nullable Object> map(Explanation explanation) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("step", explanation.step());
    map.put("detail", explanation.detail());
    map.put("nanos", explanation.took().toNanos());
    map.put("parts", explanation.parts().stream().map(ExplainCommand::map).toList());
    return map;
  }
}

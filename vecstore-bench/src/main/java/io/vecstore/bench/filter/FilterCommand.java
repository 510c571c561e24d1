package io.vecstore.bench.filter;

import io.vecstore.bench.data.JsonLines;
import io.vecstore.bench.data.VectorFile;
import io.vecstore.bench.data.Vectors;
import io.vecstore.bench.data.WorkFolder;
import io.vecstore.bench.engine.EngineCatalog;
import io.vecstore.bench.engine.Filtered;
import io.vecstore.bench.engine.Plan;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.schema.Metric;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command {@code filter}: reads vectors, metadata and filters, lets the engines race under each
 * filter.
 */
@Command(
    name = "filter",
    header = "Races filtered searches: hits, recall and queries per second under every filter.",
    sortOptions = false,
    customSynopsis = {
      "vecstore-bench/run filter --base FILE --query FILE --meta FILE --filters FILE --truth-dir"
          + " DIR [OPTIONS]",
      "vecstore-bench/run filter --base FILE --query FILE --generated [OPTIONS]"
    },
    description = {
      "",
      "Searches by cosine. Every engine gets the filter as its users would give it: VecStore its"
          + " text,",
      "Lucene terms and ranges over indexed fields, JVector a bit set that is made beforehand,"
          + " which",
      "costs it nothing. Each uses the smallest beam that finds 95 of 100 true neighbours.",
      "The first line, all, is without a filter.",
      "With --generated the filters accept 100 % to 0.01 % of the rows: any of them (random),"
          + " those",
      "nearest to the queries, which are chosen close together (near), or those farthest (far);"
          + " exact",
      "answers are computed.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "What the columns mean:",
      "  matches   rows that the filter accepts",
      "  fewest    hits of the query with the fewest; '!' where that is less than min(k, matches)",
      "  recall    share of the true neighbours found; '!' where 0.95 was not reached",
      "  ef        beam width used",
      "  QPS       queries per second of processor time, median of the rounds",
      "  of all    QPS divided by the same engine's without a filter",
      "  ahead     how many times as fast VecStore was, median of the rounds",
      "  scored    different vectors that VecStore scored for a query, by code or exactly, the"
          + " mean",
      "  plan      how VecStore went about the first query, and why",
      "",
      "Example (data of this project's developers):",
      "  D=../shared/data/debian; vecstore-bench/run filter --base $D/base.hvecs \\",
      "      --query $D/query.hvecs --meta $D/base_meta.jsonl.gz --filters $D/filters.jsonl"
          + " --truth-dir $D",
      ""
    })
public final class FilterCommand implements Callable<Integer> {

  /** Documents, not conditions: nothing filters by them. */
  private static final Set<String> PROSE = Set.of("text", "title");

  @Mixin private final FilterOptions options = new FilterOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Vectors base = VectorFile.vectors(options.base);
    Trial trial = options.generated ? generated(base) : given(base);
    List<Filtered> engines = engines();
    try (WorkFolder folder = WorkFolder.of(options.keep)) {
      int threads = Runtime.getRuntime().availableProcessors();
      Plan plan =
          new Plan(
              base,
              trial.queries(),
              Metric.COSINE,
              16,
              200,
              threads,
              trial.metadata(),
              folder.path());
      for (Filtered engine : engines) {
        say("building " + engine.name());
        engine.build(plan);
      }
      List<FilterCase> cases =
          trial.cases().stream()
              .filter(one -> one.id().equals("all") || one.id().contains(options.only))
              .toList();
      return race(new FilterRace(trial.queries(), engines, options), cases);
    } finally {
      engines.forEach(Filtered::close);
    }
  }

  /** What is asked, of which rows. */
  private record Trial(Vectors queries, List<Metadata> metadata, List<FilterCase> cases) {}

  private Trial given(Vectors base) {
    if (options.meta == null || options.filters == null || options.truthDir == null) {
      throw new InvalidInputException(
          "expected --meta, --filters and --truth-dir, or --generated alone");
    }
    Vectors queries = VectorFile.vectors(options.query).first(options.queries);
    List<FilterCase> cases = new ArrayList<>();
    cases.add(FilterCase.unfiltered(base, queries, Metric.COSINE, options.k));
    cases.addAll(
        FilterCase.read(
            options.filters, options.truthDir, base, queries, Metric.COSINE, options.k));
    return new Trial(queries, metadata(options.meta), cases);
  }

  private Trial generated(Vectors base) {
    GeneratedFilters made =
        GeneratedFilters.around(base, VectorFile.vectors(options.query), options.queries);
    return new Trial(made.queries(), made.metadata(), made.cases(options.k));
  }

  /** Returns 1 if one of our own answers was short. */
  private int race(FilterRace race, List<FilterCase> cases) {
    print(
        "%-12s %8s %-10s %7s %8s %6s %10s %6s %6s %9s  %s",
        "filter", "matches", "engine", "fewest", "recall", "ef", "QPS", "of all", "ahead", "scored",
        "plan");
    int exit = 0;
    Map<String, Double> unfiltered = new HashMap<>();
    for (FilterCase one : cases) {
      for (FilterResult result : race.run(one)) {
        boolean isShort = result.fewestHits() < one.wanted(options.k);
        print(
            "%-12s %,8d %-10s %6d%s %7.4f%s %6d %,10.0f %6.2f %6s %9s  %s",
            one.id(),
            one.matches(),
            result.engine(),
            result.fewestHits(),
            isShort ? "!" : " ",
            result.recall(),
            result.recall() < FilterRace.TARGET ? "!" : " ",
            result.beam(),
            result.cpuQps(),
            result.cpuQps() / unfiltered.computeIfAbsent(result.engine(), e -> result.cpuQps()),
            Double.isNaN(result.ahead()) ? "" : String.format(Locale.ROOT, "%.2f", result.ahead()),
            result.scored() == 0 ? "" : String.format(Locale.ROOT, "%,d", result.scored()),
            result.plan());
        exit = isShort && result.engine().startsWith("vecstore") ? 1 : exit;
      }
    }
    return exit;
  }

  private List<Filtered> engines() {
    EngineCatalog catalog = new EngineCatalog(Path.of(""), false);
    List<Filtered> engines = new ArrayList<>();
    for (String name : options.engines) {
      if (catalog.create(name) instanceof Filtered engine) {
        engines.add(engine);
      } else {
        throw new InvalidInputException(
            "engine " + name + " cannot filter; known are vecstore, lucene, jvector");
      }
    }
    return engines;
  }

  private static List<Metadata> metadata(Path file) {
    List<Metadata> all = new ArrayList<>();
    for (Map<String, @Nullable Object> line : JsonLines.read(file)) {
      Map<String, @Nullable Object> fields = new HashMap<>(line);
      fields.keySet().removeAll(PROSE);
      all.add(Metadata.of(fields));
    }
    return all;
  }

  @SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more dependency
  private void print(String pattern, Object... values) {
    PrintWriter out = command().commandLine().getOut();
    out.println(String.format(Locale.ROOT, pattern, values).stripTrailing());
    out.flush();
  }

  private void say(String line) {
    command().commandLine().getErr().println(line);
  }

  private CommandSpec command() {
    if (spec == null) {
      throw new IllegalStateException("the command was not created by picocli");
    }
    return spec;
  }
}

package io.vecstore.bench.ann;

import io.vecstore.bench.data.GroundTruth;
import io.vecstore.bench.data.VectorFile;
import io.vecstore.bench.data.Vectors;
import io.vecstore.bench.data.WorkFolder;
import io.vecstore.bench.engine.Engine;
import io.vecstore.bench.engine.EngineCatalog;
import io.vecstore.bench.engine.Plan;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.schema.Metric;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code ann}: reads the files, lets the engines race and reports. */
@Command(
    name = "ann",
    sortOptions = false,
    customSynopsis = {
      "vecstore-bench/run ann --base FILE --query FILE --truth FILE --metric cosine|l2|dot"
          + " [OPTIONS]"
    },
    header = "Races vector engines: queries per second at equal recall, engines taking turns.",
    description = {
      "",
      "Builds an index of the base vectors with each engine, asks all queries with growing beam",
      "widths (ef), and counts how many of the k true neighbours each answer contains. What is",
      "compared is the throughput at equal recall, interpolated at 0.90, 0.95 and 0.99.",
      "",
      "File formats are told by their names: .fvecs (float32), .hvecs (half floats), .bvecs"
          + " (bytes),",
      ".ivecs (row numbers of the true neighbours); each may be gzipped (.gz).",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "What the columns mean:",
      "  build s        seconds from the first vector to the first answer, on the clock",
      "  index MiB      what a search needs: vectors, codes and links",
      "  processor time queries per second of CPU time of the asking threads: what the engine"
          + " costs;",
      "                 the figure to compare, for other work on the machine disturbs it little",
      "  clock          queries per second on the wall clock, all threads together",
      "  >12,345        even the smallest beam finds more than this recall: a floor, not a point",
      "  p50, p99       microseconds within which half, and 99 of 100, of the queries were"
          + " answered",
      "  times as fast  our throughput over the peer's in the same round; median over the rounds",
      "",
      "A neighbour counts when it is as near as the k-th true one (within 1e-6), not by its"
          + " number:",
      "sets with equal vectors would be unfair to an engine that returns the other twin.",
      "",
      "Examples (the data sets are fetched by ../shared/data/fetch):",
      "  vecstore-bench/run ann --base base.fvecs --query query.fvecs --truth gt.ivecs --metric"
          + " cosine",
      "  vecstore-bench/run ann --base base.hvecs --query query.hvecs --truth gt.ivecs --metric l2"
          + " \\",
      "      --engines lucene,hnswlib --k 100 --threads 2 --json out.json --plot out.png",
      ""
    })
public final class AnnCommand implements Callable<Integer> {

  @Mixin private final AnnOptions options = new AnnOptions();

  @Spec private @Nullable CommandSpec spec;

  private final Map<String, String> skipped = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException {
    List<Engine> engines = choose(new EngineCatalog(options.drivers(), !options.smallPages));
    try {
      Outcome outcome = race(engines);
      Path result = Forks.result();
      if (result == null) {
        report(outcome);
      } else {
        ResultFile.write(outcome.results, result);
      }
      return 0;
    } finally {
      engines.forEach(Engine::close);
    }
  }

  /** Creates the engines that can run here; says which cannot and why. */
  private List<Engine> choose(EngineCatalog catalog) {
    List<Engine> engines = new ArrayList<>();
    for (String name : options.contestants()) {
      catalog
          .missing(name)
          .ifPresentOrElse(
              why -> {
                skipped.put(name, why);
                err().println("without " + name + ": " + why);
              },
              () -> engines.add(catalog.create(name)));
    }
    if (engines.isEmpty()) {
      throw new InvalidInputException("none of the engines asked for can run here");
    }
    return engines;
  }

  private Outcome race(List<Engine> engines) throws IOException {
    Metric metric = options.metric();
    err().println("reading " + options.base);
    Vectors base = VectorFile.vectors(options.base);
    Vectors queries = VectorFile.vectors(options.query).first(options.queries);
    GroundTruth truth =
        new GroundTruth(base, queries, VectorFile.ordinals(options.truth), metric, options.k);
    Machine machine = Machine.here();
    Path indexes = Forks.indexes();
    try (WorkFolder folder = WorkFolder.of(indexes == null ? options.keep : indexes)) {
      Results results;
      if (options.forks > 1 && indexes == null) {
        results = Forks.run(options.forks, options.rounds, folder.path(), words());
      } else {
        Plan plan =
            new Plan(
                base,
                queries,
                metric,
                options.m,
                options.efConstruction,
                options.buildThreads(),
                List.of(),
                folder.path());
        results = new Race(plan, truth, options.pace(), err()::println).run(engines);
      }
      return new Outcome(options.title(base, queries), machine, results);
    }
  }

  /** Returns the arguments that were given, the command's name first. */
  private List<String> words() {
    return command().root().commandLine().getParseResult().originalArgs();
  }

  private void report(Outcome outcome) throws IOException {
    PrintWriter out = command().commandLine().getOut();
    out.print(ResultTable.print(outcome.title, outcome.machine, outcome.results));
    out.flush();
    if (options.json != null) {
      Files.writeString(
          options.json,
          ResultJson.print(outcome.title, outcome.machine, outcome.results, words(), skipped));
    }
    if (options.plot != null) {
      ResultPlot.draw(outcome.title, outcome.results, options.plot);
    }
  }

  private PrintWriter err() {
    return command().commandLine().getErr();
  }

  private CommandSpec command() {
    if (spec == null) {
      throw new IllegalStateException("the command was not created by picocli");
    }
    return spec;
  }

  /** What the race gave. */
  private record Outcome(RaceTitle title, Machine machine, Results results) {}
}

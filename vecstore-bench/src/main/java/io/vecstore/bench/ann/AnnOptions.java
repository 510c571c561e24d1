package io.vecstore.bench.ann;

import io.vecstore.bench.ann.Race.Pace;
import io.vecstore.bench.data.Vectors;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.schema.Metric;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the command {@code ann}; picocli fills them in. */
final class AnnOptions {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this page.")
  boolean help;

  @Option(
      names = "--base",
      required = true,
      paramLabel = "FILE",
      description = "The vectors to search.")
  Path base = Path.of("");

  @Option(
      names = "--query",
      required = true,
      paramLabel = "FILE",
      description = "The vectors to search for.")
  Path query = Path.of("");

  @Option(
      names = "--truth",
      required = true,
      paramLabel = "FILE",
      description = "The true neighbours of each query (.ivecs), nearest first.")
  Path truth = Path.of("");

  @Option(
      names = "--metric",
      required = true,
      paramLabel = "NAME",
      description = "cosine, l2 or dot.")
  String metric = "";

  @Option(
      names = "--k",
      paramLabel = "N",
      defaultValue = "10",
      description = "Neighbours wanted (${DEFAULT-VALUE}).")
  int k;

  @Option(
      names = "--engines",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "vecstore,jvector,lucene,hnswlib,faiss",
      description =
          "Who races, separated by commas (${DEFAULT-VALUE}). Known besides: vecstore-engine (the"
              + " bare index, without the store), vecstore-engine-fast, -none, -int8,"
              + " -binary, -product-8x, -product-16x, -product-32x, faiss-sq8, faiss-ivf,"
              + " faiss-pq-8x, faiss-pq-16x, faiss-pq-32x."
              + " An engine that cannot run here is left out, with the reason.")
  List<String> engines = List.of();

  @Option(
      names = "--layout",
      split = ",",
      paramLabel = "LAYOUT",
      description =
          "In which layouts vecstore races, each by itself: compact, fast, float, separated by"
              + " commas. The first one's ratios are those of the JSON.")
  List<String> layouts = List.of();

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads that ask at once (${DEFAULT-VALUE}).")
  int threads;

  @Option(
      names = "--build-threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads that build; 0 for one per core.")
  int buildThreads;

  @Option(
      names = "--m",
      paramLabel = "N",
      defaultValue = "16",
      description =
          "Links per node of every graph, twice as many on the lowest layer (${DEFAULT-VALUE}).")
  int m;

  @Option(
      names = "--ef-construction",
      defaultValue = "200",
      paramLabel = "N",
      description = "Beam width while building, of every graph (${DEFAULT-VALUE}).")
  int efConstruction;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Turns of every setting (${DEFAULT-VALUE}).")
  int rounds;

  @Option(
      names = "--forks",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Run the rounds again in N new JVMs over the same indexes: the compiler is lucky in some"
              + " and not in others (${DEFAULT-VALUE}).")
  int forks;

  @Option(
      names = "--turn-millis",
      defaultValue = "300",
      paramLabel = "N",
      description = "Least duration of a turn, and at least all queries once (${DEFAULT-VALUE}).")
  int turnMillis;

  @Option(
      names = "--warm-up-millis",
      defaultValue = "3000",
      paramLabel = "N",
      description = "How long each engine runs before the first round (${DEFAULT-VALUE}).")
  int warmUpMillis;

  @Option(
      names = "--queries",
      defaultValue = "1000000",
      paramLabel = "N",
      description = "Ask only the first N queries.")
  int queries;

  @Option(
      names = "--small-pages",
      description = "Give native engines no transparent huge pages; they have them otherwise.")
  boolean smallPages;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description =
          "Keep the indexes here and open them again next time, instead of building anew.")
  @Nullable Path keep;

  @Option(names = "--json", paramLabel = "FILE", description = "Write everything measured as JSON.")
  @Nullable Path json;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Draw recall against throughput as a PNG.")
  @Nullable Path plot;

  /** Returns the names of the engines, {@code vecstore} once for each layout asked for. */
  List<String> contestants() {
    return engines.stream()
        .flatMap(
            name ->
                name.equals("vecstore") && !layouts.isEmpty()
                    ? layouts.stream().map(layout -> "vecstore-" + layout)
                    : Stream.of(name))
        .toList();
  }

  /** Returns the metric by its short or long name. */
  Metric metric() {
    return switch (metric) {
      case "cosine" -> Metric.COSINE;
      case "l2", "euclidean" -> Metric.EUCLIDEAN;
      case "dot" -> Metric.DOT_PRODUCT;
      default ->
          throw new InvalidInputException("--metric " + metric + ": expected cosine, l2 or dot");
    };
  }

  int buildThreads() {
    return buildThreads > 0 ? buildThreads : Runtime.getRuntime().availableProcessors();
  }

  /** Returns where the script has put the native drivers. */
  Path drivers() {
    return Path.of(System.getProperty("vecstore.bench.drivers", "drivers"));
  }

  /** Returns a name for the set: the folder of the base file. */
  String set() {
    Path folder = base.toAbsolutePath().getParent();
    return folder == null || folder.getFileName() == null
        ? base.toString()
        : folder.getFileName().toString();
  }

  /** Returns how long and how often every engine is asked. */
  Pace pace() {
    return new Pace(k, threads, rounds, turnMillis * 1_000_000L, warmUpMillis * 1_000_000L);
  }

  /** Returns what stands over the report. */
  RaceTitle title(Vectors vectors, Vectors questions) {
    return new RaceTitle(
        set(),
        vectors.count(),
        vectors.dimension(),
        metric(),
        questions.count(),
        k,
        threads,
        rounds * forks);
  }
}

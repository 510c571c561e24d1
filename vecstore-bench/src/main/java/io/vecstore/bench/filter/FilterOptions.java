package io.vecstore.bench.filter;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the command {@code filter}; picocli fills them in. */
final class FilterOptions {

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
      names = "--meta",
      paramLabel = "FILE",
      description = "Metadata of the base vectors: one JSON object a line, in their order.")
  @Nullable Path meta;

  @Option(
      names = "--filters",
      paramLabel = "FILE",
      description = "The filters: one JSON object a line with id, expr, matches and gt.")
  @Nullable Path filters;

  @Option(
      names = "--truth-dir",
      paramLabel = "DIR",
      description = "Where the files of exact answers are that the filters name (gt).")
  @Nullable Path truthDir;

  @Option(
      names = "--generated",
      description = "Make metadata, filters and exact answers instead of reading them.")
  boolean generated;

  @Option(
      names = "--only",
      defaultValue = "",
      paramLabel = "TEXT",
      description = "Race only under filters whose name contains it, and without a filter.")
  String only = "";

  @Option(
      names = "--k",
      defaultValue = "10",
      paramLabel = "N",
      description = "Neighbours wanted (${DEFAULT-VALUE}).")
  int k;

  @Option(
      names = "--engines",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "vecstore,lucene,jvector",
      description = "Who races, separated by commas (${DEFAULT-VALUE}).")
  List<String> engines = List.of();

  @Option(
      names = "--threads",
      defaultValue = "1",
      paramLabel = "N",
      description = "Threads that ask at once (${DEFAULT-VALUE}).")
  int threads;

  @Option(
      names = "--queries",
      defaultValue = "1000000",
      paramLabel = "N",
      description = "Ask only the first N queries.")
  int queries;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      paramLabel = "N",
      description = "Turns of every engine under every filter (${DEFAULT-VALUE}).")
  int rounds;

  @Option(
      names = "--turn-millis",
      defaultValue = "300",
      paramLabel = "N",
      description = "Least duration of a turn, and at least all queries once (${DEFAULT-VALUE}).")
  int turnMillis;

  @Option(
      names = "--warm-up-millis",
      defaultValue = "300",
      paramLabel = "N",
      description =
          "How long every engine is asked under every filter before it is measured, ten times as"
              + " long under the first (${DEFAULT-VALUE}).")
  int warmUpMillis;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Keep the indexes here and open them again next time.")
  @Nullable Path keep;
}

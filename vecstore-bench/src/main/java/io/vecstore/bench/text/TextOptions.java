package io.vecstore.bench.text;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the command {@code text}; picocli fills them in. */
final class TextOptions {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this page.")
  boolean help;

  @Option(
      names = "--corpus",
      paramLabel = "DIR",
      description =
          "Judged collections, one folder each: corpus.jsonl.gz, queries.tsv, qrels.tsv,"
              + " minilm_*.hvecs. Or one such folder. May be given again.")
  List<Path> corpus = List.of();

  @Option(names = "--speed", description = "Race against Lucene.")
  boolean speed;

  @Option(
      names = "--documents",
      defaultValue = "1000000",
      paramLabel = "N",
      description = "Speed: made-up documents (${DEFAULT-VALUE}).")
  int documents;

  @Option(
      names = "--texts",
      paramLabel = "FILE",
      description = "Speed: real documents instead, JSON lines with a field text.")
  @Nullable Path texts;

  @Option(
      names = "--segments",
      defaultValue = "1",
      paramLabel = "N",
      description = "Speed: segments of each index (${DEFAULT-VALUE}).")
  int segments;

  @Option(
      names = "--queries",
      defaultValue = "100",
      paramLabel = "N",
      description = "Speed: queries of each class (${DEFAULT-VALUE}).")
  int queries;

  @Option(
      names = "--k",
      defaultValue = "10,100",
      split = ",",
      paramLabel = "N",
      description = "Speed: hits wanted (${DEFAULT-VALUE}).")
  List<Integer> k = List.of();

  @Option(
      names = "--rounds",
      defaultValue = "5",
      paramLabel = "N",
      description = "Speed: turns of every engine in every class (${DEFAULT-VALUE}).")
  int rounds;

  @Option(
      names = "--warm-up-millis",
      defaultValue = "300",
      paramLabel = "N",
      description = "Speed: how long every engine warms up in every class (${DEFAULT-VALUE}).")
  int warmUpMillis;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description = "Speed: only the classes whose names begin so.")
  String only = "";

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Speed: keep the indexes here and open them again next time.")
  @Nullable Path keep;
}

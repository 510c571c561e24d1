package io.vecstore.bench.store;

import io.vecstore.core.schema.Durability;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the command {@code store}; picocli fills them in. */
final class StoreOptions {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this page.")
  boolean help;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      defaultValue = "write,reopen",
      description = "Which parts to run: write, reopen, or both (${DEFAULT-VALUE}).")
  List<String> only = List.of();

  @Option(
      names = "--rows",
      defaultValue = "1000000",
      paramLabel = "N",
      description = "Rows of the store that is opened again (${DEFAULT-VALUE}).")
  int rows;

  @Option(
      names = "--dimension",
      defaultValue = "384",
      paramLabel = "N",
      description = "Components of a vector (${DEFAULT-VALUE}).")
  int dimension;

  @Option(
      names = "--base",
      defaultValue = "../shared/data/debian/base.hvecs",
      paramLabel = "FILE",
      description =
          "Vectors to scatter the rows around, if the file is there and has the dimension"
              + " (${DEFAULT-VALUE}); invented ones otherwise.")
  Path base = Path.of("");

  @Option(
      names = "--seconds",
      defaultValue = "1",
      paramLabel = "S",
      description = "Length of a turn of writing (${DEFAULT-VALUE}).")
  double seconds;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      paramLabel = "N",
      description =
          "Turns of every contestant at every point, and trials of opening"
              + " (${DEFAULT-VALUE}).")
  int rounds;

  @Option(
      names = "--levels",
      split = ",",
      paramLabel = "LEVEL",
      defaultValue = "SYNC,INTERVAL,MANUAL,EPHEMERAL",
      description = "Durability of the writes (${DEFAULT-VALUE}).")
  List<Durability> levels = List.of();

  @Option(
      names = "--writers",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,8,32",
      description = "Threads that write at once (${DEFAULT-VALUE}).")
  List<Integer> writers = List.of();

  @Option(
      names = "--batches",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,1000",
      description = "Rows that are written together (${DEFAULT-VALUE}).")
  List<Integer> batches = List.of();

  @Option(
      names = "--contestants",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "vecstore,sqlite,lucene,lucene-bytes",
      description =
          "Who writes, ours first: vecstore, chronicle (needs its JVM flags), sqlite, lucene,"
              + " lucene-bytes (${DEFAULT-VALUE}).")
  List<String> contestants = List.of();

  @Option(
      names = "--written",
      defaultValue = "50000",
      paramLabel = "N",
      description = "Rows acknowledged before the writing process is killed (${DEFAULT-VALUE}).")
  int written;

  @Option(
      names = "--graph-effort",
      defaultValue = "0",
      paramLabel = "EF",
      description =
          "Beam while the graph is built, 0 for the default; less is faster to build, and changes"
              + " neither its size nor how it is opened.")
  int graphEffort;

  @Option(
      names = "--quick",
      description = "Small sizes, to see whether everything works: 20,000 rows, short turns.")
  boolean quick;

  @Option(
      names = "--disk",
      paramLabel = "DIR",
      description = "Folder on the disk to measure; a temporary one by default.")
  @Nullable Path disk;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Keep the large store here and find it again next time.")
  @Nullable Path keep;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON too.")
  @Nullable Path json;
}

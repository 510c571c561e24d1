package io.vecstore.bench.store;

import io.vecstore.bench.ann.Machine;
import io.vecstore.bench.data.WorkFolder;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.LogWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code store}: how fast rows are written, and a large store is opened again. */
@Command(
    name = "store",
    header = "Measures writing beside SQLite and Lucene, and opening after a close and a kill.",
    sortOptions = false,
    customSynopsis = {"vecstore-bench/run store [OPTIONS]"},
    description = {
      "",
      "Writing: rows of a vector, an id and three fields of metadata, acknowledged a second. All",
      "contestants write the same rows to the same disk in turns, each into an empty store; what",
      "was acknowledged is counted afterwards. SQLite keeps a table with a write-ahead log; Lucene",
      "commits after every batch, with a graph (lucene) or the vector as plain bytes"
          + " (lucene-bytes).",
      "",
      "Opening: a store of many rows is opened by a fresh process, after a clean close and after",
      "another process that kept writing was killed. No graph may be built for it.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "What the columns mean:",
      "  rows/s    rows acknowledged a second, median of the rounds",
      "  x sqlite  how many times as many as SQLite acknowledged, median of the rounds' ratios;",
      "            '!' where it is less than 1",
      "  open      from the call to its return, first  until the first query was answered;"
          + " slowest trial",
      "",
      "Exit code 1 if acknowledged rows are missing, or a graph was built to open a store.",
      "",
      "Example:",
      "  vecstore-bench/run store --quick",
      ""
    })
public final class StoreCommand implements Callable<Integer> {

  private static final int SAMPLE = 4_096;
  private static final int QUICK_ROWS = 20_000;

  @Mixin private final StoreOptions options = new StoreOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (options.quick) {
      options.rows = Math.min(options.rows, QUICK_ROWS);
      options.written = Math.min(options.written, QUICK_ROWS / 4);
      options.seconds = Math.min(options.seconds, 0.2);
      options.rounds = 1;
    }
    Rows rows = Rows.around(options.base, options.dimension, 1);
    StoreTable table = new StoreTable(this::print);
    table.head(Machine.here(), rows);
    List<WriteResult> results = options.only.contains("write") ? write(rows, table) : List.of();
    Optional<ReopenResult> reopened =
        options.only.contains("reopen") ? Optional.of(reopen(rows)) : Optional.empty();
    reopened.ifPresent(table::reopened);
    if (options.json != null) {
      Files.writeString(
          options.json, StoreJson.print(Machine.here(), rows.origin(), results, reopened));
    }
    return reopened.isPresent() && reopened.get().graphBuilds() > 0 ? 1 : 0;
  }

  private List<WriteResult> write(Rows rows, StoreTable table) throws IOException {
    List<Contestant> contestants = contestants(SampleRows.of(rows, SAMPLE));
    List<WriteResult> results = new ArrayList<>();
    try (WorkFolder disk = disk()) {
      WriteRace race = new WriteRace(contestants, disk.path(), options.rounds, options.seconds);
      for (Durability level : options.levels) {
        table.level(level, contestants);
        race.warmUp(new WritePoint(level, options.writers.getFirst(), options.batches.getFirst()));
        for (int writers : options.writers) {
          for (int batch : options.batches) {
            results.add(race.run(new WritePoint(level, writers, batch)));
            table.point(results.getLast());
          }
        }
      }
    }
    return results;
  }

  private List<Contestant> contestants(SampleRows rows) {
    return options.contestants.stream()
        .<Contestant>map(
            name ->
                switch (name) {
                  case "vecstore" -> new VecStoreContestant(rows, LogWriter.STANDARD);
                  case "chronicle" -> new VecStoreContestant(rows, LogWriter.CHRONICLE);
                  case "sqlite" -> new SqliteContestant(rows);
                  case "lucene" -> new LuceneContestant(rows, true);
                  case "lucene-bytes" -> new LuceneContestant(rows, false);
                  default ->
                      throw new InvalidInputException(
                          "contestant "
                              + name
                              + ": known are vecstore, chronicle, sqlite, lucene, lucene-bytes");
                })
        .toList();
  }

  private ReopenResult reopen(Rows rows) throws IOException {
    try (WorkFolder disk = disk();
        WorkFolder kept = options.keep == null ? disk() : WorkFolder.of(options.keep)) {
      LargeStore store = LargeStore.in(kept.path(), rows, options, this::say);
      return new Reopening(store, options, disk.path(), this::say).run();
    }
  }

  private WorkFolder disk() throws IOException {
    return options.disk == null ? WorkFolder.of(null) : WorkFolder.in(options.disk);
  }

  private void print(String line) {
    PrintWriter out = command().commandLine().getOut();
    out.println(line);
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

package io.vecstore.cli;

import io.vecstore.VecDatabase;
import io.vecstore.VecReader;
import io.vecstore.VecStore;
import io.vecstore.cli.json.Result;
import io.vecstore.core.model.Snapshot;
import io.vecstore.core.report.StoreStats;
import io.vecstore.core.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** The command {@code stats}. */
@Command(
    name = "stats",
    header = "Tells what a store holds, or what a database consists of.",
    footer = {"", "Examples:", "  vecstore stats kb", "  vecstore stats shop --json", ""})
final class StatsCommand extends StoreCommand {

  @Override
  public Integer call() throws IOException {
    boolean whole = place.collection == null && place.namespace == null;
    if (place.isDatabase()) {
      database();
      return 0;
    }
    try (StorePlace.Opened opened = place.open()) {
      VecReader reader = opened.reader();
      Schema schema = reader.schema();
      Result result =
          new Result()
              .with("documents", reader.count())
              .with("dimension", schema.dimension())
              .with("metric", schema.metric().name())
              .with("index", schema.index().toString());
      if (reader instanceof VecStore store) {
        StoreStats stats = store.stats();
        result
            .with("softly deleted", stats.hidden())
            .with("segments", stats.segments())
            .with("segment bytes", stats.segmentBytes())
            .with("rows in memory", stats.activeRows())
            .with("rows to be dropped", stats.deletedRows())
            .with("writes", stats.lastWrite())
            .with("snapshots", store.snapshots().list().stream().map(Snapshot::name).toList())
            .with("findings", store.findings());
      }
      if (whole) {
        result.with("bytes on disk", bytes(place.directory));
      }
      print(result.with("kernel", VecStore.kernel()));
    }
    return 0;
  }

  private void database() throws IOException {
    try (VecDatabase database = VecDatabase.open(place.directory)) {
      print(
          new Result()
              .with("collections", database.list())
              .with("namespaces", database.namespaces().list().size())
              .with("snapshots", database.snapshots().stream().map(Snapshot::name).toList())
              .with("bytes on disk", bytes(place.directory)));
    }
  }

  private static long bytes(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .mapToLong(
              file -> {
                try {
                  return Files.size(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .sum();
    }
  }
}

package io.vecstore.cli;

import io.vecstore.StoreAtRest;
import io.vecstore.cli.json.Result;
import io.vecstore.core.report.CheckExtent;
import io.vecstore.core.report.CheckReport;
import io.vecstore.core.report.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code check}. */
@Command(
    name = "check",
    header = "Reads every byte of a store or database and says what is damaged. Changes nothing.",
    description =
        "%nThe exit code tells how bad it is: 0 well, 1 harmless, 2 made again at the next opening,"
            + " 3 lost.",
    footer = {"", "Example:", "  vecstore check kb || vecstore repair kb kb-saved", ""})
final class CheckCommand extends StoreCommand {

  @Option(
      names = "--extent",
      defaultValue = "FULL",
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
  private CheckExtent extent = CheckExtent.FULL;

  @Override
  public Integer call() throws IOException {
    List<Path> stores = stores();
    List<CheckReport> reports =
        watched(() -> stores.stream().map(store -> StoreAtRest.in(store).check(extent)).toList());
    Result result = new Result().with("ok", reports.stream().allMatch(CheckReport::ok));
    if (place.isDatabase()) {
      result.with("stores", stores.size());
    }
    print(
        result
            .with("files", reports.stream().mapToLong(CheckReport::files).sum())
            .with("bytes", reports.stream().mapToLong(CheckReport::bytes).sum())
            .with(
                "findings",
                reports.stream()
                    .flatMap(report -> report.findings().stream())
                    .map(Finding::toString)
                    .toList()));
    return reports.stream().mapToInt(CheckReport::exitCode).max().orElse(0);
  }

  /** Returns the directory of the store, or all that a database consists of. */
  private List<Path> stores() throws IOException {
    if (!place.isDatabase()) {
      return List.of(place.directory);
    }
    Path numbered = place.directory.resolve("stores");
    List<Path> stores = new ArrayList<>();
    stores.add(place.directory.resolve("catalog"));
    if (Files.isDirectory(numbered)) {
      try (Stream<Path> all = Files.list(numbered)) {
        all.sorted().forEach(stores::add);
      }
    }
    return stores;
  }
}

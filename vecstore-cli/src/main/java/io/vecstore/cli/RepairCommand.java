package io.vecstore.cli;

import io.vecstore.StoreAtRest;
import io.vecstore.cli.json.Result;
import io.vecstore.core.report.RepairReport;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code repair}. */
@Command(
    name = "repair",
    header = "Saves what is intact of a damaged store into a new one. The old one stays as it is.",
    description = "%nExit code: 0 nothing was lost, 1 something was; the report says what.",
    footer = {"", "Example:", "  vecstore repair kb kb-saved", ""})
final class RepairCommand extends StoreCommand {

  @Parameters(index = "1", paramLabel = "TARGET", description = "A missing or empty directory.")
  private Path target = Path.of("");

  @Override
  public Integer call() {
    RepairReport report = watched(() -> StoreAtRest.in(place.directory).repair(target));
    print(
        new Result()
            .with("complete", report.complete())
            .with("saved segments", report.segments())
            .with("saved records of the log", report.records())
            .with("lost segments", report.lostSegments())
            .with("lost rows", report.lostRows())
            .with("lost of the log", report.lostLog()));
    return report.complete() ? 0 : 1;
  }
}

package io.vecstore.cli;

import io.vecstore.StoreAtRest;
import io.vecstore.cli.json.Result;
import io.vecstore.core.report.CheckExtent;
import io.vecstore.core.report.CheckReport;
import io.vecstore.core.report.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code check}. */
@Command(
    name = "check",
    header = "Reads every byte of a store and says what is damaged. Changes nothing.",
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
  public Integer call() {
    CheckReport report = watched(() -> StoreAtRest.in(place.directory).check(extent));
    print(
        new Result()
            .with("ok", report.ok())
            .with("files", report.files())
            .with("bytes", report.bytes())
            .with("findings", report.findings().stream().map(Finding::toString).toList()));
    return report.exitCode();
  }
}

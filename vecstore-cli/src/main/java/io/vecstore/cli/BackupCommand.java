package io.vecstore.cli;

import io.vecstore.VecDatabase;
import io.vecstore.cli.json.Result;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code backup}. */
@Command(
    name = "backup",
    header = "Copies a store to another place, every byte verified; again, only what is new.",
    footer = {
      "",
      "Examples:",
      "  vecstore backup kb /mnt/backup/kb",
      "  vecstore backup shop /mnt/backup/shop-monday      a whole database, into a new directory",
      "  vecstore restore /mnt/backup/kb --to kb2",
      ""
    })
final class BackupCommand extends StoreCommand {

  @Parameters(index = "1", paramLabel = "TARGET", description = "Empty, or an earlier backup.")
  private Path target = Path.of("");

  @Override
  public Integer call() {
    if (place.isDatabase()) {
      try (VecDatabase database = VecDatabase.open(place.directory)) {
        long bytes = watched(() -> database.backup(target));
        print(new Result().with("copied bytes", bytes).with("to", target.toString()));
      }
      return 0;
    }
    try (StorePlace.Opened opened = place.open()) {
      long bytes = watched(() -> opened.store().backup(target));
      print(new Result().with("copied bytes", bytes).with("to", target.toString()));
    }
    return 0;
  }
}

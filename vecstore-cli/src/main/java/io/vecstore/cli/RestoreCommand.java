package io.vecstore.cli;

import io.vecstore.StoreAtRest;
import io.vecstore.VecDatabase;
import io.vecstore.cli.json.Result;
import io.vecstore.cli.part.Versions;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.Snapshot;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code restore}. */
@Command(
    name = "restore",
    header = "Brings a store or database back to a snapshot, or makes a new one of a backup.",
    footer = {
      "",
      "Examples:",
      "  vecstore restore kb --snapshot before-cleaning     the present state is kept as a"
          + " snapshot",
      "  vecstore restore /mnt/backup/kb --to kb2           a new store, the backup stays",
      ""
    })
final class RestoreCommand extends StoreCommand {

  @Option(names = "--snapshot", paramLabel = "NAME", description = "Of the store itself.")
  private @Nullable String snapshot;

  @Option(
      names = "--to",
      paramLabel = "TARGET",
      description = "STORE is a backup: restore it here.")
  private @Nullable Path target;

  @Override
  public Integer call() {
    String name = snapshot;
    Path to = target;
    if ((name == null) == (to == null)) {
      throw new InvalidInputException("give --snapshot or --to: one of the two");
    }
    if (name != null) {
      long documents = place.versions(versions -> watched(() -> restored(versions, name)));
      print(new Result().with("restored", name).with("documents", documents));
    } else if (to != null) {
      boolean restored =
          watched(
              () -> {
                if (place.isDatabase()) {
                  VecDatabase.restore(place.directory, to);
                } else {
                  StoreAtRest.in(place.directory).restore(to);
                }
                return true;
              });
      assert restored;
      print(new Result().with("restored", place.directory.toString()).with("to", to.toString()));
    }
    return 0;
  }

  /** Returns how many documents there are now. */
  private static long restored(Versions versions, String name) {
    versions.restore().accept(name);
    return versions.list().get().stream()
        .filter(snapshot -> snapshot.name().equals(name))
        .mapToLong(Snapshot::documents)
        .sum();
  }
}

package io.vecstore.cli;

import io.vecstore.cli.json.Result;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.Snapshot;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code snapshot}. */
@Command(
    name = "snapshot",
    header = "Takes, lists and deletes snapshots: versions that stay beside the store.",
    description = "%nOf a database, one snapshot holds all collections and namespaces.",
    footer = {
      "",
      "Examples:",
      "  vecstore snapshot kb create before-cleaning",
      "  vecstore snapshot kb list",
      "  vecstore snapshot shop create monday              all of a database, at one moment",
      "  vecstore snapshot shop create monday --namespace acme",
      "  vecstore restore kb --snapshot before-cleaning",
      ""
    })
final class SnapshotCommand extends StoreCommand {

  /** What is done. */
  enum Action {
    LIST,
    CREATE,
    DELETE
  }

  @Parameters(
      index = "1",
      defaultValue = "LIST",
      paramLabel = "ACTION",
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
  private Action action = Action.LIST;

  @Parameters(index = "2", arity = "0..1", paramLabel = "NAME", description = "Of the snapshot.")
  private @Nullable String name;

  @Override
  public Integer call() {
    return place.versions(
        versions -> {
          switch (action) {
            case LIST -> versions.list().get().forEach(this::show);
            case CREATE -> show(watched(() -> versions.create().apply(requireName())));
            case DELETE -> {
              versions.delete().accept(requireName());
              print(new Result().with("deleted", name));
            }
          }
          return 0;
        });
  }

  private String requireName() {
    String given = name;
    if (given == null) {
      throw new InvalidInputException("the name of the snapshot is missing");
    }
    return given;
  }

  private void show(Snapshot snapshot) {
    if (json) {
      print(
          new Result()
              .with("name", snapshot.name())
              .with("created", snapshot.created())
              .with("documents", snapshot.documents())
              .with("bytes", snapshot.bytes()));
    } else {
      out()
          .printf(
              "%s  %s  %,d documents%n", snapshot.name(), snapshot.created(), snapshot.documents());
      out().flush();
    }
  }
}

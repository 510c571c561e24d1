package io.vecstore.cli;

import io.vecstore.Snapshots;
import io.vecstore.VecStore;
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
    footer = {
      "",
      "Examples:",
      "  vecstore snapshot kb create before-cleaning",
      "  vecstore snapshot kb list",
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
    try (StorePlace.Opened opened = place.open()) {
      VecStore store = opened.store();
      Snapshots snapshots = store.snapshots();
      switch (action) {
        case LIST -> snapshots.list().forEach(this::show);
        case CREATE -> show(watched(() -> snapshots.create(requireName())));
        case DELETE -> {
          snapshots.delete(requireName());
          print(new Result().with("deleted", name));
        }
      }
    }
    return 0;
  }

  private String requireName() {
    String given = name;
    if (given == null) {
      throw new InvalidInputException("the name of the snapshot is missing");
    }
    return given;
  }

  private void show(Snapshot snapshot) {
    Result result = new Result().with("name", snapshot.name()).with("created", snapshot.created());
    if (json) {
      print(result);
    } else {
      out().println(snapshot.name() + "  " + snapshot.created());
      out().flush();
    }
  }
}

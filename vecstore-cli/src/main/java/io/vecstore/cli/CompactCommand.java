package io.vecstore.cli;

import io.vecstore.Namespace;
import io.vecstore.cli.json.Result;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code compact}. */
@Command(
    name = "compact",
    header = "Brings all documents into one segment with one graph, and drops what was deleted.",
    footer = {"", "Example:", "  vecstore compact kb --purge", ""})
final class CompactCommand extends StoreCommand {

  @Option(names = "--purge", description = "Delete for good what was softly deleted, too.")
  private boolean purge;

  @Override
  public Integer call() {
    try (StorePlace.Opened opened = place.open()) {
      long purged = 0;
      Namespace namespace = StorePlace.namespace(opened.reader());
      if (namespace != null) {
        purged = purge ? namespace.purge(Duration.ZERO) : 0;
        optimize(namespace::optimize);
      } else {
        purged = purge ? opened.store().purge(Duration.ZERO) : 0;
        optimize(opened.store()::optimize);
      }
      print(new Result().with("documents", opened.reader().count()).with("purged", purged));
    }
    return 0;
  }

  private void optimize(Runnable work) {
    boolean done =
        watched(
            () -> {
              work.run();
              return true;
            });
    assert done;
  }
}

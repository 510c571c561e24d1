package io.vecstore.cli;

import io.vecstore.Namespace;
import io.vecstore.Namespaces;
import io.vecstore.VecDatabase;
import io.vecstore.cli.json.Result;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.tenant.NamespaceProfile;
import io.vecstore.core.tenant.NamespaceStatus;
import io.vecstore.core.tenant.Quotas;
import io.vecstore.core.tenant.Usage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code namespace}. */
@Command(
    name = "namespace",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Lists the tenants of a database, shows, limits and drops one.",
    description = "%nA namespace is created with 'vecstore create DATABASE --namespace ID'.",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  vecstore namespace shop list",
      "  vecstore namespace shop show acme",
      "  vecstore namespace shop limit acme --tier free",
      "  vecstore namespace shop status acme --status suspended",
      "  vecstore namespace shop drop acme",
      ""
    })
final class NamespaceCommand implements Callable<Integer> {

  /** What is done. */
  enum Action {
    LIST,
    SHOW,
    LIMIT,
    STATUS,
    RENAME,
    DROP
  }

  /** Limits that have a name. */
  enum Tier {
    FREE,
    PRO,
    UNLIMITED;

    Quotas quotas() {
      return switch (this) {
        case FREE -> Quotas.free();
        case PRO -> Quotas.pro();
        case UNLIMITED -> Quotas.unlimited();
      };
    }
  }

  @Parameters(index = "0", paramLabel = "DATABASE", description = "The directory.")
  private Path directory = Path.of("");

  @Parameters(
      index = "1",
      defaultValue = "LIST",
      paramLabel = "ACTION",
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
  private Action action = Action.LIST;

  @Parameters(index = "2", arity = "0..1", paramLabel = "ID", description = "Of the namespace.")
  private @Nullable String id;

  @Option(names = "--tier", description = "limit: one of ${COMPLETION-CANDIDATES}.")
  private @Nullable Tier tier;

  @Option(names = "--max-vectors", description = "limit: documents, beside the tier.")
  private @Nullable Long maxVectors;

  @Option(names = "--max-bytes", description = "limit: bytes, beside the tier.")
  private @Nullable Long maxBytes;

  @Option(names = "--status", description = "status: one of ${COMPLETION-CANDIDATES}.")
  private @Nullable NamespaceStatus status;

  @Option(names = "--name", description = "rename: the new name; the id stays.")
  private @Nullable String name;

  @Option(names = "--json", description = "Answer with JSON, one object a line.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try (VecDatabase database = VecDatabase.open(directory)) {
      Namespaces namespaces = database.namespaces();
      switch (action) {
        case LIST -> {
          Map<String, Usage> usage = namespaces.usage();
          namespaces.list().forEach(profile -> listed(profile, usage.get(profile.id())));
        }
        case SHOW -> show(namespaces.get(require(id, "ID")));
        case LIMIT -> limit(namespaces.get(require(id, "ID")));
        case STATUS -> {
          namespaces.get(require(id, "ID")).setStatus(require(status, "--status"));
          show(namespaces.get(require(id, "ID")));
        }
        case RENAME -> {
          namespaces.get(require(id, "ID")).rename(require(name, "--name"));
          show(namespaces.get(require(id, "ID")));
        }
        case DROP -> {
          namespaces.drop(require(id, "ID"));
          print(new Result().with("dropped", id));
        }
      }
    }
    return 0;
  }

  private static <T> T require(@Nullable T value, String what) {
    if (value == null) {
      throw new InvalidInputException("this needs " + what + "; see 'vecstore namespace --help'");
    }
    return value;
  }

  private void listed(NamespaceProfile profile, @Nullable Usage usage) {
    if (json) {
      Result line = new Result().with("id", profile.id()).with("status", profile.status().name());
      if (usage != null) {
        line.with("vectors", usage.vectors()).with("bytes", usage.storageBytes());
      }
      print(line);
    } else {
      out().println(profile.id() + "  " + profile.status() + "  " + profile.name());
      out().flush();
    }
  }

  private void limit(Namespace namespace) {
    Tier wanted = tier;
    Quotas quotas = wanted == null ? namespace.profile().quotas() : wanted.quotas();
    Long vectors = maxVectors;
    Long bytes = maxBytes;
    if (vectors != null) {
      quotas = quotas.maxVectors(vectors);
    }
    if (bytes != null) {
      quotas = quotas.maxStorageBytes(bytes);
    }
    namespace.setQuotas(quotas);
    show(namespace);
  }

  private void show(Namespace namespace) {
    NamespaceProfile profile = namespace.profile();
    Usage usage = namespace.usage();
    print(
        new Result()
            .with("id", profile.id())
            .with("name", profile.name())
            .with("status", profile.status().name())
            .with("vectors", usage.vectors())
            .with("bytes", usage.storageBytes())
            .with("requests", usage.requests())
            .with("refused", usage.refused())
            .with("utilization", usage.utilization())
            .with("near quota", usage.nearQuota())
            .with(
                "quotas", profile.quotas().toString().replace("" + Quotas.UNLIMITED, "unlimited")));
  }

  private void print(Result result) {
    out().print(json ? result.json() + "\n" : result.text());
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}

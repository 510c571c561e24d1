package io.vecstore.cli;

import io.vecstore.VecDatabase;
import io.vecstore.VecStore;
import io.vecstore.cli.json.Result;
import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.TextSpec;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code create}. */
@Command(
    name = "create",
    header = "Creates an empty store, or a collection or namespace of a database.",
    description = "%nWhat is chosen here never changes. A database is created with its first part.",
    footer = {
      "",
      "Examples:",
      "  vecstore create kb --dimension 384",
      "  vecstore create shop --collection faces --dimension 128 --metric euclidean",
      "  vecstore create shop --namespace acme --dimension 384",
      ""
    })
final class CreateCommand extends StoreCommand {

  @Mixin private final SchemaOptions schema = new SchemaOptions();

  @Override
  public Integer call() {
    Schema made = schema.schema();
    String name = place.collection;
    String id = place.namespace;
    if (name == null && id == null) {
      if (Files.exists(place.directory.resolve("STORE"))) {
        throw new InvalidInputException(place.directory + " holds a store already");
      }
      VecStore.open(place.directory, made).close();
    } else {
      try (VecDatabase database = VecDatabase.open(place.directory)) {
        if (name != null) {
          database.create(name, made).close();
        } else {
          database.namespaces().create(String.valueOf(id), made);
        }
      }
    }
    print(
        new Result()
            .with("created", place.directory.toString())
            .with("dimension", made.dimension())
            .with("metric", made.metric().name()));
    return 0;
  }

  /** What a store holds. */
  static final class SchemaOptions {

    @Option(
        names = {"-d", "--dimension"},
        required = true,
        description = "Components of every vector.")
    private int dimension;

    @Option(
        names = {"-m", "--metric"},
        defaultValue = "COSINE",
        description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Metric metric = Metric.COSINE;

    @Option(names = "--flat", description = "Search exactly, without a graph.")
    private boolean flat;

    @Option(
        names = "--analyzer",
        paramLabel = "TEXT",
        description = "How texts become words, for example 'unicode | lowercase'.")
    private @Nullable String analyzer;

    Schema schema() {
      Schema schema = Schema.of(dimension, metric);
      if (flat) {
        schema = schema.indexedBy(IndexSpec.flat());
      }
      String text = analyzer;
      return text == null ? schema : schema.withText(TextSpec.of(AnalyzerSpec.parse(text)));
    }
  }
}

package io.vecstore.cli;

import io.vecstore.StoreEstimate;
import io.vecstore.cli.json.DocumentLines;
import io.vecstore.cli.json.Result;
import io.vecstore.core.model.Document;
import io.vecstore.core.schema.Schema;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code estimate}. */
@Command(
    name = "estimate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    header = "Tells how much memory and disk a store will take, before there is one.",
    description = {
      "%nWithin some 15 %%, if the rows are as those of the sample: the first lines of a file as",
      "'vecstore import' reads it. Without a sample, vectors alone."
    },
    footer = {
      "",
      "Examples:",
      "  vecstore estimate --rows 1000000 --dimension 384",
      "  vecstore estimate --rows 1000000 --dimension 384 --sample notes.jsonl",
      ""
    })
final class EstimateCommand implements Callable<Integer> {

  @Mixin private final CreateCommand.SchemaOptions schema = new CreateCommand.SchemaOptions();

  @Option(names = "--rows", required = true, description = "How many documents.")
  private long rows;

  @Option(names = "--sample", paramLabel = "FILE", description = "A few documents, one a line.")
  private @Nullable Path sample;

  @Option(
      names = "--lines",
      defaultValue = "1000",
      description = "How much of the sample is read. Default: ${DEFAULT-VALUE}")
  private int most;

  @Option(names = "--json", description = "Answer with JSON, one object a line.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Schema made = schema.schema();
    List<Document> documents = documents();
    StoreEstimate estimate =
        documents.isEmpty()
            ? StoreEstimate.of(made, rows)
            : StoreEstimate.of(made, rows, documents);
    Result result =
        new Result()
            .with("rows", estimate.rows())
            .with("disk bytes", estimate.diskBytes())
            .with("mapped bytes", estimate.mappedBytes())
            .with("walked bytes", estimate.walkedBytes())
            .with("heap bytes, in memory and not sealed", estimate.heapBytes());
    spec.commandLine().getOut().print(json ? result.json() + "\n" : result.text());
    spec.commandLine().getOut().flush();
    return 0;
  }

  private List<Document> documents() throws IOException {
    Path file = sample;
    List<Document> documents = new ArrayList<>();
    if (file != null) {
      DocumentLines lines = new DocumentLines();
      try (BufferedReader reader = Files.newBufferedReader(file)) {
        int number = 1;
        for (String line = reader.readLine();
            line != null && number <= most;
            line = reader.readLine(), number++) {
          if (!line.isBlank()) {
            documents.add(lines.read(line, file + ", line " + number));
          }
        }
      }
    }
    return documents;
  }
}

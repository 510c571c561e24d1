package io.vecstore.cli;

import io.vecstore.cli.json.DocumentLines;
import io.vecstore.cli.json.DocumentLines.VectorForm;
import io.vecstore.cli.json.Result;
import io.vecstore.cli.terminal.Progress;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code export}. */
@Command(
    name = "export",
    header = "Writes the documents into a file, one JSON object a line.",
    description = {
      "%nSees one version of the store, whatever is written meanwhile. The file is there when it"
          + " is",
      "whole. 'vecstore import' reads it again, into this or another store."
    },
    footer = {
      "",
      "Examples:",
      "  vecstore export kb kb.jsonl",
      "  vecstore export kb - --where \"lang = 'en'\" --vectors base64 | gzip > en.jsonl.gz",
      ""
    })
final class ExportCommand extends StoreCommand {

  @Parameters(index = "1", paramLabel = "FILE", description = "The file, or - for standard output.")
  private Path file = Path.of("-");

  @Option(names = "--where", paramLabel = "FILTER", description = "Only documents that pass this.")
  private @Nullable String where;

  @Option(
      names = "--vectors",
      defaultValue = "ARRAY",
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
  private VectorForm vectors = VectorForm.ARRAY;

  private final DocumentLines lines = new DocumentLines();

  @Override
  public Integer call() throws IOException {
    String condition = where;
    Filter filter = condition == null ? Filter.everything() : Filter.parse(condition);
    try (StorePlace.Opened opened = place.open();
        Stream<Document> documents = opened.reader().scan(filter)) {
      long total = opened.reader().count(filter);
      if (file.toString().equals("-")) {
        write(documents, out(), 0);
        out().flush();
        return 0;
      }
      Path building = file.resolveSibling(file.getFileName() + ".part");
      long count;
      try (BufferedWriter out = Files.newBufferedWriter(building)) {
        count = write(documents, out, total);
      }
      Files.move(building, file, StandardCopyOption.REPLACE_EXISTING);
      print(new Result().with("exported", count).with("file", file.toString()));
      return 0;
    }
  }

  private long write(Stream<Document> documents, Writer out, long total) throws IOException {
    boolean shown = total > 0 && isWatched();
    Progress progress = new Progress(err(), "exporting", total, shown);
    long count = 0;
    for (Iterator<Document> all = documents.iterator(); all.hasNext(); ) {
      out.write(lines.write(all.next(), vectors));
      out.write('\n');
      progress.at(++count, count);
    }
    progress.end(count);
    return count;
  }
}

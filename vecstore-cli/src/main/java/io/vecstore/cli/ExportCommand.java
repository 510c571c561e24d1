package io.vecstore.cli;

import io.vecstore.VecReader;
import io.vecstore.cli.json.DocumentLines;
import io.vecstore.cli.json.DocumentLines.VectorForm;
import io.vecstore.cli.json.Result;
import io.vecstore.cli.part.ExportVersion;
import io.vecstore.cli.part.LineEnds;
import io.vecstore.cli.terminal.Progress;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
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
      "whole; until then it is FILE.part, and the version is kept in a snapshot, so that --resume",
      "goes on after an interruption. 'vecstore import' reads it again, into this or another store."
    },
    footer = {
      "",
      "Examples:",
      "  vecstore export kb kb.jsonl",
      "  vecstore export kb kb.jsonl --resume",
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

  @Option(names = "--resume", description = "Go on where an earlier run was interrupted.")
  private boolean resume;

  private final DocumentLines lines = new DocumentLines();

  @Override
  public Integer call() throws IOException {
    String condition = where;
    Filter filter = condition == null ? Filter.everything() : Filter.parse(condition);
    boolean output = file.toString().equals("-");
    if (output && resume) {
      throw new InvalidInputException("standard output cannot be resumed: give a file");
    }
    try (StorePlace.Opened opened = place.open()) {
      if (output) {
        write(opened.reader(), filter, Set.of(), out(), false);
        out().flush();
        return 0;
      }
      long count;
      try (ExportVersion version = ExportVersion.of(opened.reader(), file, resume)) {
        count = export(version, filter);
        version.forget();
      }
      print(new Result().with("exported", count).with("file", file.toString()));
      return 0;
    }
  }

  private long export(ExportVersion version, Filter filter) throws IOException {
    Path building = file.resolveSibling(file.getFileName() + ".part");
    Set<String> there = version.isEarlier() ? whole(building) : Set.of();
    long count;
    try (BufferedWriter out =
        there.isEmpty()
            ? Files.newBufferedWriter(building)
            : Files.newBufferedWriter(building, StandardOpenOption.APPEND)) {
      count = write(version.reader(), filter, there, out, isWatched());
    }
    Files.move(building, file, StandardCopyOption.REPLACE_EXISTING);
    return count;
  }

  /** Cuts off a line that was not finished, and returns the ids of those that were. */
  private Set<String> whole(Path building) throws IOException {
    Set<String> ids = new HashSet<>();
    if (!Files.exists(building)) {
      return ids;
    }
    try (FileChannel channel =
        FileChannel.open(building, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.truncate(LineEnds.lastIn(channel));
    }
    try (BufferedReader reader = Files.newBufferedReader(building)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        ids.add(lines.read(line, building.toString()).id());
      }
    }
    return ids;
  }

  /** Writes what is not there yet; returns how many documents the file has then. */
  private long write(VecReader reader, Filter filter, Set<String> there, Writer out, boolean shown)
      throws IOException {
    long total = reader.count(filter);
    Progress progress = new Progress(err(), "exporting", total, shown);
    long count = there.size();
    try (Stream<Document> documents = reader.scan(filter)) {
      for (Iterator<Document> all = documents.iterator(); all.hasNext(); ) {
        Document document = all.next();
        if (!there.contains(document.id())) {
          out.write(lines.write(document, vectors));
          out.write('\n');
          progress.at(++count, count);
        }
      }
    }
    progress.end(count);
    return count;
  }
}

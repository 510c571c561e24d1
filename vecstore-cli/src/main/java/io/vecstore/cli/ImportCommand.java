package io.vecstore.cli;

import io.vecstore.Namespace;
import io.vecstore.VecReader;
import io.vecstore.VecStore;
import io.vecstore.cli.json.DocumentLines;
import io.vecstore.cli.json.Result;
import io.vecstore.cli.terminal.Progress;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.Document;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code import}. */
@Command(
    name = "import",
    header = "Adds or replaces the documents of a file with one JSON object a line.",
    description = {
      "%nA line: {\"id\":\"a\",\"vector\":[1,0.5],\"text\":\"…\",\"metadata\":{\"lang\":\"en\"}};"
          + " the vector may be",
      "base64 of float32, little endian. Batches are all or nothing. How far it came is kept in",
      "FILE.vecstore-import until the end, so that --resume goes on after an interruption."
    },
    footer = {
      "",
      "Examples:",
      "  vecstore import kb notes.jsonl",
      "  vecstore import kb notes.jsonl --resume",
      "  zcat notes.jsonl.gz | vecstore import kb -",
      ""
    })
final class ImportCommand extends StoreCommand {

  @Parameters(index = "1", paramLabel = "FILE", description = "The file, or - for standard input.")
  private Path file = Path.of("-");

  @Option(
      names = "--batch",
      defaultValue = "1000",
      description = "Documents that are written together. Default: ${DEFAULT-VALUE}")
  private int batch;

  @Option(names = "--resume", description = "Leave out what an earlier run has written.")
  private boolean resume;

  private final DocumentLines lines = new DocumentLines();

  @Override
  public Integer call() throws IOException {
    if (batch < 1) {
      throw new InvalidInputException("--batch " + batch + ": 1 or more is expected");
    }
    boolean input = file.toString().equals("-");
    if (input && resume) {
      throw new InvalidInputException("standard input cannot be resumed: give a file");
    }
    Path mark = file.resolveSibling(file.getFileName() + ".vecstore-import");
    long skip = resume && Files.exists(mark) ? Long.parseLong(Files.readString(mark).strip()) : 0;
    try (StorePlace.Opened opened = place.open();
        BufferedReader reader =
            input
                ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                : Files.newBufferedReader(file)) {
      long count = read(opened.reader(), reader, skip, input ? null : mark);
      if (!input) {
        Files.deleteIfExists(mark);
      }
      print(
          new Result()
              .with("imported", count)
              .with("skipped lines", skip)
              .with("documents", opened.reader().count()));
    }
    return 0;
  }

  private long read(VecReader target, BufferedReader reader, long skip, @Nullable Path mark)
      throws IOException {
    long total = mark == null ? 0 : Files.size(file);
    Progress progress = new Progress(err(), "importing", total, isWatched());
    List<Document> pending = new ArrayList<>();
    long number = 0;
    long count = 0;
    long bytes = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      bytes += line.length() + 1L;
      if (number <= skip || line.isBlank()) {
        continue;
      }
      pending.add(lines.read(line, file + ", line " + number));
      count++;
      if (pending.size() == batch) {
        write(target, pending, number, mark);
        progress.at(bytes, count);
      }
    }
    write(target, pending, number, mark);
    progress.end(count);
    return count;
  }

  private static void write(
      VecReader target, List<Document> pending, long number, @Nullable Path mark)
      throws IOException {
    if (pending.isEmpty()) {
      return;
    }
    switch (target) {
      case Namespace namespace -> namespace.batch(all -> pending.forEach(all::upsert));
      case VecStore store -> store.batch(all -> pending.forEach(all::upsert));
      default -> throw new InvalidInputException("nothing can be written here");
    }
    pending.clear();
    if (mark != null) {
      Files.writeString(mark, number + "\n");
    }
  }
}

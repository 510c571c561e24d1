package io.vecstore.bench.text;

import io.vecstore.bench.data.JsonLines;
import io.vecstore.bench.data.VectorFile;
import io.vecstore.bench.data.Vectors;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.text.eval.Judgements;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Documents, questions, and which documents answer them; with a vector of each document and each
 * question.
 *
 * @param name what to call it
 * @param ids of the documents
 * @param texts of the documents
 * @param documents the vectors of the documents
 * @param queries the questions by their ids, in file order
 * @param queryVectors the vectors of the questions
 * @param judgements which documents answer which question, and how well
 */
record JudgedSet(
    String name,
    List<String> ids,
    List<String> texts,
    Vectors documents,
    Map<String, String> queries,
    Vectors queryVectors,
    Judgements judgements) {

  /** Checks that there is a vector of everything. */
  JudgedSet {
    if (texts.size() != documents.count() || queries.size() != queryVectors.count()) {
      throw new InvalidInputException(
          name
              + ": "
              + texts.size()
              + " documents and "
              + queries.size()
              + " queries, but "
              + documents.count()
              + " and "
              + queryVectors.count()
              + " vectors");
    }
  }

  /** Returns whether a folder looks like a collection in the format of BEIR. */
  static boolean isBeir(Path folder) {
    return Files.isRegularFile(folder.resolve("corpus.jsonl.gz"));
  }

  /** Reads a collection in the format of BEIR; title and text become one text. */
  static JudgedSet beir(Path folder) {
    List<String> ids = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (Map<String, @Nullable Object> line : JsonLines.read(folder.resolve("corpus.jsonl.gz"))) {
      ids.add(field(line, "_id"));
      texts.add((field(line, "title") + "\n" + field(line, "text")).strip());
    }
    return new JudgedSet(
        folder.getFileName().toString(),
        ids,
        texts,
        VectorFile.vectors(folder.resolve("minilm_docs.hvecs")),
        queries(folder.resolve("queries.tsv")),
        VectorFile.vectors(folder.resolve("minilm_queries.hvecs")),
        Judgements.read(lines(folder.resolve("qrels.tsv")).stream()));
  }

  /** Returns whether a folder looks like the set of Debian's packages. */
  static boolean isDebian(Path folder) {
    return Files.isRegularFile(folder.resolve("knownitem_queries.tsv.gz"));
  }

  /** Reads Debian's packages: the question is a package's title, the answer its description. */
  static JudgedSet debian(Path folder) {
    List<String> ids = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (Map<String, @Nullable Object> line :
        JsonLines.read(folder.resolve("base_meta.jsonl.gz"))) {
      ids.add(field(line, "name"));
      texts.add(field(line, "text").strip());
    }
    return new JudgedSet(
        "debian known item",
        ids,
        texts,
        VectorFile.vectors(folder.resolve("base.hvecs")),
        queries(folder.resolve("knownitem_queries.tsv.gz")),
        VectorFile.vectors(folder.resolve("knownitem_queries.hvecs")),
        Judgements.read(lines(folder.resolve("knownitem_qrels.tsv.gz")).stream()));
  }

  private static String field(Map<String, @Nullable Object> line, String name) {
    return Objects.requireNonNullElse(line.get(name), "").toString();
  }

  private static Map<String, String> queries(Path file) {
    Map<String, String> queries = new LinkedHashMap<>();
    for (String line : lines(file)) {
      String[] fields = line.split("\t", 2);
      queries.put(fields[0], fields[1]);
    }
    return queries;
  }

  private static List<String> lines(Path file) {
    try (InputStream raw = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

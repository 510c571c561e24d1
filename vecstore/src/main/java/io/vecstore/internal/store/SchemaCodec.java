package io.vecstore.internal.store;

import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Quantization;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.SchemaMismatchException;
import io.vecstore.core.schema.TextField;
import io.vecstore.core.schema.TextSpec;
import io.vecstore.core.schema.VectorLayout;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The schema in the manifest: UTF-8 text, one {@code name value} a line, so that it can be read
 * with the eye.
 *
 * <pre>
 * dimension 384
 * metric COSINE
 * index hnsw 16 200 0 10000        M, efConstruction, efSearch, exactBelow; and unless the codes
 *                                  have four bits: none, int8, binary, product and the number of
 *                                  subspaces, or fast for that layout; or: index flat
 * analyzer unicode | lowercase     the canonical text of the analysis
 * bm25 1.2 0.75 2.0                k1, b, phrase boost
 * ttl PT24H                        where documents expire: how long they live
 * field1 2.0 1.2 0.75 title simple | lowercase
 *                                  text fields, if any: boost, k1, b, path, analysis
 * model all-MiniLM-L6-v2           where it is known: what made the vectors
 * </pre>
 */
public final class SchemaCodec {

  /** Of a line that is not written. */
  private static final String NONE = "";

  private static final String FIELD = "field";

  /** The lines that every schema has. */
  private static final int FIXED_LINES = 5;

  private SchemaCodec() {}

  /** Returns a schema as bytes. */
  public static byte[] encode(Schema schema) {
    StringBuilder out = new StringBuilder();
    lines(schema)
        .forEach(
            (name, value) -> {
              if (!value.equals(NONE)) {
                out.append(name).append(' ').append(value).append('\n');
              }
            });
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> lines(Schema schema) {
    TextSpec text = schema.text();
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("dimension", Integer.toString(schema.dimension()));
    lines.put("metric", schema.metric().name());
    lines.put(
        "index",
        switch (schema.index()) {
          case IndexSpec.Flat() -> "flat";
          case IndexSpec.Hnsw hnsw -> hnsw(hnsw);
        });
    lines.put("analyzer", text.analyzer().text());
    lines.put("bm25", text.k1() + " " + text.b() + " " + text.phraseBoost());
    for (TextField field : text.fields()) {
      String numbers = field.boost() + " " + field.k1() + " " + field.b();
      lines.put(
          FIELD + (lines.size() - FIXED_LINES + 1),
          numbers + " " + field.name() + " " + field.analyzer().text());
    }
    lines.put("ttl", schema.timeToLive().map(Duration::toString).orElse(NONE));
    lines.put("model", schema.model().orElse(NONE));
    return lines;
  }

  /**
   * Reads a schema.
   *
   * @param origin what to call the file in an error
   * @throws CorruptStoreException if the bytes are not a schema
   */
  public static Schema decode(byte[] bytes, String origin) {
    try {
      Map<String, String> lines = new LinkedHashMap<>();
      new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .forEach(
              line ->
                  lines.put(
                      line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1)));
      String[] index = line(lines, "index").split(" ", -1);
      String[] bm25 = line(lines, "bm25").split(" ", -1);
      return new Schema(
          Integer.parseInt(line(lines, "dimension")),
          Metric.valueOf(line(lines, "metric")),
          index[0].equals("flat") ? IndexSpec.flat() : hnsw(index),
          new TextSpec(
              AnalyzerSpec.parse(line(lines, "analyzer")),
              Float.parseFloat(bm25[0]),
              Float.parseFloat(bm25[1]),
              Float.parseFloat(bm25[2]),
              fields(lines)),
          Optional.ofNullable(lines.get("ttl")).map(Duration::parse),
          Optional.ofNullable(lines.get("model")));
    } catch (RuntimeException e) {
      throw new CorruptStoreException(origin, -1, "the schema cannot be read: " + e.getMessage());
    }
  }

  private static List<TextField> fields(Map<String, String> lines) {
    List<TextField> fields = new ArrayList<>();
    for (int number = 1; lines.containsKey(FIELD + number); number++) {
      String[] words = line(lines, FIELD + number).split(" ", 5);
      fields.add(
          new TextField(
              words[3],
              AnalyzerSpec.parse(words[4]),
              Float.parseFloat(words[0]),
              Float.parseFloat(words[1]),
              Float.parseFloat(words[2])));
    }
    return fields;
  }

  private static String line(Map<String, String> lines, String name) {
    String value = lines.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no line " + name);
    }
    return value;
  }

  private static String hnsw(IndexSpec.Hnsw spec) {
    String numbers =
        spec.m() + " " + spec.efConstruction() + " " + spec.efSearch() + " " + spec.exactBelow();
    return "hnsw "
        + numbers
        + switch (spec.quantization()) {
          case Quantization.None() -> " none";
          case Quantization.Int8() -> " int8";
          case Quantization.Int4() -> spec.layout() == VectorLayout.FAST ? " fast" : "";
          case Quantization.Binary() -> " binary";
          case Quantization.Product(int subspaces) -> " product " + subspaces;
        };
  }

  private static IndexSpec hnsw(String[] words) {
    return new IndexSpec.Hnsw(
        Integer.parseInt(words[1]),
        Integer.parseInt(words[2]),
        Integer.parseInt(words[3]),
        Integer.parseInt(words[4]),
        quantization(words),
        words.length > 5 && words[5].equals("fast") ? VectorLayout.FAST : VectorLayout.COMPACT);
  }

  private static Quantization quantization(String[] words) {
    return switch (words.length == 5 ? "int4" : words[5]) {
      case "int4", "fast" -> Quantization.int4();
      case "none", "float" -> Quantization.none(); // as it was called before
      case "int8" -> Quantization.int8();
      case "binary" -> Quantization.binary();
      case "product" -> Quantization.product(Integer.parseInt(words[6]));
      default -> throw new IllegalArgumentException("unknown codes " + words[5]);
    };
  }

  /**
   * Checks that a store is opened with the schema that it has.
   *
   * @throws SchemaMismatchException with each part that differs
   */
  static void requireSame(Schema stored, Schema asked, String store) {
    if (stored.equals(asked)) {
      return;
    }
    StringBuilder message = new StringBuilder("store " + store + " has another schema");
    Map<String, String> theirs = lines(asked);
    Map<String, String> mine = lines(stored);
    theirs.keySet().forEach(name -> mine.putIfAbsent(name, NONE));
    mine.forEach(
        (name, value) -> {
          if (!value.equals(theirs.getOrDefault(name, NONE))) {
            message
                .append("; ")
                .append(name)
                .append(" is ")
                .append(value.isEmpty() ? "not set" : value)
                .append(", asked for ")
                .append(asked(theirs, name));
          }
        });
    throw new SchemaMismatchException(
        message + ". Open it without a schema, or create a new store");
  }

  private static String asked(Map<String, String> lines, String name) {
    String value = lines.getOrDefault(name, NONE);
    return value.isEmpty() ? "none" : value;
  }
}

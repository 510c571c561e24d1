package io.vecstore.internal.passage;

import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.model.Metadata;
import io.vecstore.text.split.Chunk;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A passage as it is stored. Its metadata has, beside what the user gives, the document and the
 * number of the passage, and in {@code origin} what leads back: {@code start} and {@code end} in
 * the text, the white space after it ({@code gap}), the headings that it is under ({@code
 * context}), a fingerprint of what was embedded ({@code hash}), and that of the next passage
 * ({@code next}), so that passages of two versions of a text are never joined.
 *
 * @param id the document's id, {@code #} and the number
 * @param chunk the piece of the text
 * @param hash the fingerprint of what is embedded
 * @param metadata all of it
 */
public record PassageRow(String id, Chunk chunk, String hash, Metadata metadata) {

  /** The field with the id of the document. */
  public static final String DOCUMENT = "document";

  /** The field with the number of the passage, from 0. */
  public static final String PASSAGE = "passage";

  /** The field with the fields that lead back to the text. */
  public static final String ORIGIN = "origin";

  private static final int HASH_BYTES = 12;

  /** What is known of a passage besides where it lies. */
  @FunctionalInterface
  public interface Fields {
    /** Returns the metadata of a passage. */
    Map<String, ?> of(Chunk chunk);
  }

  /**
   * Returns the passages of a document.
   *
   * @param chunks pieces of the text, in order; what lies between two of them is kept too
   */
  public static List<PassageRow> of(
      String document, String text, List<Chunk> chunks, Fields fields) {
    List<String> hashes = chunks.stream().map(chunk -> hash(chunk.inContext())).toList();
    List<PassageRow> rows = new ArrayList<>(chunks.size());
    for (int i = 0; i < chunks.size(); i++) {
      Chunk chunk = chunks.get(i);
      boolean last = i + 1 == chunks.size();
      Map<String, Object> origin = new LinkedHashMap<>();
      origin.put("start", chunk.start());
      origin.put("end", chunk.end());
      origin.put("gap", last ? "" : gap(text, chunk, chunks.get(i + 1)));
      origin.put("context", chunk.context());
      origin.put("hash", hashes.get(i));
      origin.put("next", last ? "" : hashes.get(i + 1));
      Map<String, Object> metadata = new LinkedHashMap<>(fields.of(chunk));
      metadata.put(DOCUMENT, document);
      metadata.put(PASSAGE, i);
      metadata.put(ORIGIN, origin);
      rows.add(new PassageRow(id(document, i), chunk, hashes.get(i), Metadata.of(metadata)));
    }
    return rows;
  }

  /** Accepts all passages. */
  public static Filter all() {
    return Filter.field(ORIGIN + ".hash").exists();
  }

  /** Accepts the passages of a document. */
  public static Filter of(String document) {
    return Filter.field(DOCUMENT).equalTo(document).and(all());
  }

  private static String gap(String text, Chunk chunk, Chunk next) {
    return next.start() > chunk.end() ? text.substring(chunk.end(), next.start()) : "";
  }

  /** Returns the id of a passage. */
  public static String id(String document, int number) {
    return document + "#" + number;
  }

  /** Returns the fingerprint of what was embedded for a stored passage; empty where it has none. */
  public static String hash(Metadata metadata) {
    return metadata.getText(ORIGIN + ".hash").orElse("");
  }

  private static String hash(String text) {
    try {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(utf8), 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** Returns the document that is stored. */
  public Document document(float[] vector) {
    return Document.of(id, vector).withText(chunk.text()).withMetadata(metadata);
  }

  /** Returns whether a stored document is this passage, with its text and metadata. */
  public boolean isIn(Document stored) {
    Metadata kept = stored.metadata().without(Document.EXPIRES);
    return stored.id().equals(id)
        && stored.text().orElse("").equals(chunk.text())
        && kept.equals(metadata.without(Document.EXPIRES));
  }
}

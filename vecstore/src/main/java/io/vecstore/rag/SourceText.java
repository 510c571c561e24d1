package io.vecstore.rag;

import io.vecstore.core.model.Document;
import java.util.Map;
import java.util.Objects;

/**
 * A text that is cut into passages.
 *
 * @param id the same in every run, for example the name of a file; passages are cited by it
 * @param text all of it
 * @param metadata of every passage, as {@link io.vecstore.core.model.Metadata#of} takes it; {@code
 *     document}, {@code passage} and {@code origin} are the pipeline's own
 */
public record SourceText(String id, String text, Map<String, ?> metadata) {

  /** Copies the map and checks the id. */
  public SourceText {
    Document.checkId(id);
    Objects.requireNonNull(text, "text");
    metadata = Map.copyOf(metadata);
  }

  /** Returns a text without metadata. */
  public static SourceText of(String id, String text) {
    return new SourceText(id, text, Map.of());
  }
}

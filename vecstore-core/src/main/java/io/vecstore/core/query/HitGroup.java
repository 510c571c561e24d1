package io.vecstore.core.query;

import io.vecstore.core.model.MetadataValue;
import java.util.List;

/**
 * The hits that have the same value in a field.
 *
 * @param value a text, number, boolean or moment
 * @param hits at least one, best first
 */
public record HitGroup(MetadataValue value, List<Hit> hits) {

  /** Copies the list. */
  public HitGroup {
    hits = List.copyOf(hits);
  }
}

package io.vecstore.internal.passage;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.Metadata;

/**
 * A passage that was read back.
 *
 * @param document the document that it was cut from
 * @param number its number in the document, from 0
 * @param start where it starts in the document's text, in UTF-16 units
 * @param text the passage
 * @param origin what leads back, as {@link PassageRow} says
 */
public record StoredPassage(String document, int number, int start, String text, Metadata origin) {

  /**
   * Reads a passage.
   *
   * @throws InvalidInputException if it is none
   */
  public static StoredPassage of(String id, String text, Metadata metadata) {
    Metadata origin =
        metadata
            .getNested(PassageRow.ORIGIN)
            .orElseThrow(
                () ->
                    new InvalidInputException("document \"" + id + "\" is no passage: no origin"));
    return new StoredPassage(
        metadata.getText(PassageRow.DOCUMENT).orElse(id),
        (int) metadata.getLong(PassageRow.PASSAGE).orElse(0),
        (int) origin.getLong("start").orElse(0),
        text,
        origin);
  }

  /** Returns one past where it ends in the document's text. */
  public int end() {
    return start + text.length();
  }

  /** Returns the headings that it is under. */
  public String context() {
    return origin.getText("context").orElse("");
  }

  /** Returns whether another one comes right after this one, in the same version of the text. */
  public boolean isBefore(StoredPassage other) {
    return number + 1 == other.number
        && document.equals(other.document)
        && origin.getText("next").equals(other.origin.getText("hash"))
        && start <= other.start
        && end() <= other.end()
        && (other.start <= end() || gap().length() == other.start - end());
  }

  /** Returns what the next one adds to the text: what lies between them, and what is new in it. */
  public String addedBy(StoredPassage next) {
    return next.start >= end() ? gap() + next.text : next.text.substring(end() - next.start);
  }

  private String gap() {
    return origin.getText("gap").orElse("");
  }
}

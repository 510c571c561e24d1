package io.vecstore.internal.operation;

import io.vecstore.core.model.Document;

/** One write, valid by construction except for what only the schema knows. */
public sealed interface Operation {

  /** Returns the id of the document that it is about. */
  String id();

  /** Adds a document, or replaces the one with the same id. */
  record Put(Document document) implements Operation {
    @Override
    public String id() {
      return document.id();
    }
  }

  /** Deletes the document with an id for good, if there is one, hidden or not. */
  record Delete(String id) implements Operation {}

  /**
   * Hides the document with an id, if there is one, so that it can be brought back.
   *
   * @param time of the call, in milliseconds since 1970: what is replayed asks no clock
   */
  record Hide(String id, long time) implements Operation {}

  /** Deletes the document with an id for good, if it is hidden. */
  record Purge(String id) implements Operation {}

  /** Brings the hidden document with an id back, if there is one. */
  record Unhide(String id) implements Operation {}
}

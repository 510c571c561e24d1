package io.vecstore.text.postings;

import org.jspecify.annotations.Nullable;

/**
 * The text of one segment, as of a number of rows. Immutable for its reader, whatever a writer does
 * behind it; safe from any thread.
 */
public interface TextSegment {

  /**
   * Returns the text of a field, of as many rows; 0 is the text itself.
   *
   * @param number the place of the field in the schema
   */
  default TextSegment field(int number) {
    if (number != 0) {
      throw new IllegalArgumentException("there is no field " + number);
    }
    return this;
  }

  /** Returns the number of rows; ordinals lie in {@code [0, rows)}. */
  int rows();

  /** Returns how many rows have at least one term, deleted ones included. */
  int documents();

  /** Returns the number of terms of all rows together, repeated ones included. */
  long termOccurrences();

  /**
   * Returns the length code of each row, see {@link LengthCode}: the first {@link #rows} bytes of
   * the array, shared.
   */
  byte[] lengths();

  /**
   * Looks a term up; returns null where there is none.
   *
   * @param term UTF-8, see {@link TermBytes}
   * @param buffers used until return
   */
  @Nullable FoundTerm look(byte[] term, CursorBuffers buffers);

  /**
   * Returns a new cursor over the rows that contain a term, or null where there is none.
   *
   * @param term UTF-8, see {@link TermBytes}
   */
  default @Nullable PostingsCursor find(byte[] term) {
    CursorBuffers buffers = new CursorBuffers();
    FoundTerm found = look(term, buffers);
    return found == null ? null : found.cursor(buffers);
  }

  /** Returns how many rows contain a term. */
  default int documentFrequency(byte[] term) {
    FoundTerm found = look(term, new CursorBuffers());
    return found == null ? 0 : found.documentFrequency();
  }

  /**
   * Returns a new cursor over the terms that are at or after {@code from}, in the order of bytes.
   */
  TermCursor terms(byte[] from);
}

package io.vecstore.text.postings;

/** A term of one segment that was looked up, and not walked yet. Immutable. */
public interface FoundTerm {

  /** Returns how many rows contain the term, at least 1. */
  int documentFrequency();

  /**
   * Returns a cursor over the rows; that of the buffers may be started again.
   *
   * @param buffers the cursor's alone while it is used
   */
  PostingsCursor cursor(CursorBuffers buffers);
}

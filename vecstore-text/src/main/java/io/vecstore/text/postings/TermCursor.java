package io.vecstore.text.postings;

/** The terms of a segment in the order of their bytes, each once. Not thread-safe. */
public interface TermCursor {

  /** Moves to the next term, at first to the first one; returns false where there is none. */
  boolean next();

  /** Returns how many rows contain the current term; 0 if all came later. */
  int documentFrequency();

  /** Returns the bytes of the current term, UTF-8; not shared. */
  byte[] term();

  /**
   * Returns a new cursor over the rows that contain the current term; empty if all came later. It
   * may be used until the next call.
   */
  PostingsCursor postings();
}

package io.vecstore.text.segment;

import io.vecstore.text.postings.CursorBuffers;
import io.vecstore.text.postings.FoundTerm;
import io.vecstore.text.postings.PostingsCursor;

/**
 * A term of a sealed segment.
 *
 * @param source where its postings are
 * @param entry what the dictionary says of it
 */
record SealedTerm(SealedPostings source, TermEntry entry) implements FoundTerm {

  @Override
  public int documentFrequency() {
    return entry.documentFrequency();
  }

  @Override
  public PostingsCursor cursor(CursorBuffers buffers) {
    return new SealedCursor(source, entry, buffers);
  }
}

package io.vecstore.rag;

/**
 * How far a run is: what it has written, or found to be there.
 *
 * @param document the text that was finished last; empty before the first
 * @param documents the texts that are finished
 * @param passages the passages that they have
 * @param embedded the texts that the model was given
 * @param written the passages that were new, changed or moved, and were written
 * @param removed the stored passages that were gone, and were deleted
 */
public record IngestProgress(
    String document, long documents, long passages, long embedded, long written, long removed) {

  static final IngestProgress NONE = new IngestProgress("", 0, 0, 0, 0, 0);

  IngestProgress after(String name, long more, long newlyWritten, long gone) {
    return new IngestProgress(
        name, documents + 1, passages + more, embedded, written + newlyWritten, removed + gone);
  }

  IngestProgress embedding(long more) {
    return new IngestProgress(document, documents, passages, embedded + more, written, removed);
  }

  IngestProgress removing(long gone) {
    return new IngestProgress(document, documents, passages, embedded, written, removed + gone);
  }
}

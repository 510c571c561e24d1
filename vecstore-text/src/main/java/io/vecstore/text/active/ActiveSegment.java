package io.vecstore.text.active;

import io.vecstore.text.postings.CursorBuffers;
import io.vecstore.text.postings.FoundTerm;
import io.vecstore.text.postings.PostingsCursor;
import io.vecstore.text.postings.TermCursor;
import io.vecstore.text.postings.TextSegment;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A growing index as of a number of rows. */
final class ActiveSegment implements TextSegment {

  private final ActiveTerms terms;
  private final byte[] lengths;
  private final int rows;
  private final int documents;
  private final long occurrences;

  /**
   * Creates a view.
   *
   * @param lengths at least {@code rows} length codes; shared
   * @param documents how many of the rows have a term
   * @param occurrences how many terms they have, repeated ones included
   */
  ActiveSegment(ActiveTerms terms, byte[] lengths, int rows, int documents, long occurrences) {
    this.terms = terms;
    this.lengths = lengths;
    this.rows = rows;
    this.documents = documents;
    this.occurrences = occurrences;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int documents() {
    return documents;
  }

  @Override
  public long termOccurrences() {
    return occurrences;
  }

  @Override
  public byte[] lengths() {
    return lengths;
  }

  @Override
  public @Nullable FoundTerm look(byte[] term, CursorBuffers buffers) {
    ActiveTerm found = terms.find(term, term.length);
    if (found == null) {
      return null;
    }
    int frequency = ActiveCursor.rowsBefore(found, rows);
    return frequency == 0 ? null : new Found(found, frequency, rows);
  }

  private record Found(ActiveTerm term, int documentFrequency, int rows) implements FoundTerm {
    @Override
    public PostingsCursor cursor(CursorBuffers buffers) {
      return new ActiveCursor(term, rows, buffers);
    }
  }

  @Override
  public TermCursor terms(byte[] from) {
    List<ActiveTerm> sorted = terms.sorted();
    int start = 0;
    while (start < sorted.size() && Arrays.compareUnsigned(sorted.get(start).key, from) < 0) {
      start++;
    }
    return new SortedTerms(sorted, start - 1);
  }

  private final class SortedTerms implements TermCursor {
    private final CursorBuffers buffers = new CursorBuffers();
    private final List<ActiveTerm> sorted;
    private int at;

    SortedTerms(List<ActiveTerm> sorted, int at) {
      this.sorted = sorted;
      this.at = at;
    }

    @Override
    public boolean next() {
      do {
        at++;
      } while (at < sorted.size() && empty(sorted.get(at)));
      return at < sorted.size();
    }

    /** Came after the view. */
    private boolean empty(ActiveTerm term) {
      return term.count() == 0 || term.entries()[0] >= rows;
    }

    @Override
    public int documentFrequency() {
      return ActiveCursor.rowsBefore(sorted.get(at), rows);
    }

    @Override
    public byte[] term() {
      return sorted.get(at).key.clone();
    }

    @Override
    public PostingsCursor postings() {
      return new ActiveCursor(sorted.get(at), rows, buffers);
    }
  }
}

package io.vecstore.internal.segment;

import io.vecstore.core.column.FilterStep;
import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.filter.KnownFields;
import io.vecstore.core.model.Document;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.exact.RowBounds;
import io.vecstore.text.postings.TextSegment;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one segment, by ordinal: deleted ones too, for a view says which are live. Safe from
 * any thread; the caller holds a reference, and knows how many rows it may see.
 */
public sealed interface SegmentReader permits ActiveSegment, SealedSegment {

  /** Returns what to call the segment, for example its number. */
  String label();

  /** Returns the number of rows; of the active segment, as the writer sees it. */
  int rows();

  /** Returns the last ordinal below {@code visible} of a row with an id, live or not, or -1. */
  int find(String id, int visible);

  /** Returns the id of a row. */
  String id(int ordinal);

  /** Returns what is kept of a row besides its vector. */
  StoredRow row(int ordinal);

  /** Returns a copy of the vector of a row. */
  float[] vector(int ordinal);

  /**
   * Returns the rows below {@code visible} that pass a filter, live or not; shared, not to be
   * changed.
   */
  OrdinalBits matching(Filter filter, int visible);

  /** Returns about how many nanoseconds {@link #matching} takes; 0 where that does not matter. */
  double matchingNanos(Filter filter);

  /** Returns whether a row has, or had, an end. */
  boolean mayExpire();

  /** Evaluates a filter as {@link #matching} does and returns what each part of it found. */
  FilterStep trace(Filter filter, int visible);

  /** Returns which fields the rows have, live or not, and of which types. */
  KnownFields knownFields();

  /** Returns the texts of the rows below {@code visible}. */
  TextSegment text(int visible);

  /** Returns how many rows each block of vectors has, but for the last. */
  int blockRows();

  /**
   * Returns the vectors of the rows from {@code block * blockRows()} on, cut at {@code visible}.
   */
  VectorRows block(int block, int visible);

  /** Returns the bounds of the rows of a block of vectors, where there are any. */
  default @Nullable RowBounds bounds(int block) {
    return null;
  }

  /** Takes a reference. */
  void retain();

  /** Gives a reference back. */
  void release();

  /**
   * Returns a row as a document.
   *
   * @throws CorruptStoreException if what is stored is no document
   */
  default Document document(int ordinal) {
    StoredRow row = row(ordinal);
    try {
      Document document = Document.of(row.id(), vector(ordinal)).withMetadata(row.metadata());
      String text = row.text();
      return text == null ? document : document.withText(text);
    } catch (InvalidInputException damaged) {
      throw new CorruptStoreException(
          label() + ", row " + ordinal, -1, "it is no document: " + damaged.getMessage());
    }
  }
}

package io.vecstore.core.column;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.filter.KnownFields;
import io.vecstore.core.spi.OrdinalBits;

/**
 * The metadata of a segment's rows, column by column. Answers which rows a filter is true of. Safe
 * from any thread.
 */
public sealed interface Columns permits ActiveColumns, SealedColumns {

  /** Returns the number of rows. */
  int rows();

  /** Returns which fields the rows have, and of which types: what a strict filter may ask for. */
  KnownFields knownFields();

  /**
   * Returns the ordinals that a filter is true of, exactly as {@link Filter#matches} says of each
   * row by itself.
   *
   * @param rows the rows to look at, from 0 on; at most {@link #rows}
   * @return a set over {@code [0, rows)}, shared with others who ask the same: not to be changed
   * @throws InvalidInputException if a parameter of the filter has no value
   * @throws CorruptStoreException if the columns turn out to be damaged
   */
  OrdinalBits matching(Filter filter, int rows);

  /**
   * Returns about how many nanoseconds {@link #matching} would take; 0 where the set is kept, or
   * the rows are so few that it does not matter.
   */
  double nanos(Filter filter);

  /**
   * Evaluates a filter as {@link #matching} does, past any cache, and returns what each part of it
   * found and took: to explain a search.
   *
   * @param rows the rows to look at, from 0 on; at most {@link #rows}
   */
  FilterStep trace(Filter filter, int rows);
}

package io.vecstore.core.column;

import io.vecstore.core.filter.Filter;
import java.util.List;

/**
 * What the evaluation of a filter did.
 *
 * @param filter the condition or connective
 * @param expected how many rows were expected, told from statistics before anything was looked at;
 *     of a term of a conjunction after the first, told from those that were left before it
 * @param rows how many rows it is true of, or, of a term of a conjunction after the first, how many
 *     are left; -1 where it was not looked at, because no row was left
 * @param nanos how long that took, its parts included
 * @param parts the terms of a connective, in the order in which they were looked at
 */
public record FilterStep(
    Filter filter, long expected, int rows, long nanos, List<FilterStep> parts) {

  /** Copies the list. */
  public FilterStep {
    parts = List.copyOf(parts);
  }
}

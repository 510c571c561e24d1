package io.vecstore.core.column;

import io.vecstore.core.filter.Filter;
import io.vecstore.core.spi.OrdinalBits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The rows that the last filters were true of. Sealed columns never change, so what was found stays
 * found; deletions are taken away by the caller, in a set of its own. Holds {@value #SETS} sets, a
 * byte for each row in all. Safe from any thread.
 */
final class MatchCache {

  private static final int SETS = 8;

  /** Fewer rows are evaluated as fast as they are looked up. */
  private static final int MIN_ROWS = 1 << 12;

  private final boolean used;
  private final Map<Filter, OrdinalBits> sets =
      new LinkedHashMap<>(2 * SETS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Filter, OrdinalBits> eldest) {
          return size() > SETS;
        }
      };

  MatchCache(int rows) {
    this.used = rows >= MIN_ROWS;
  }

  /**
   * Returns whether a filter's rows are worth keeping: they take a scan to find, and the filter is
   * quick to compare.
   */
  boolean isFor(Filter filter) {
    return used && ConditionCost.isScan(filter);
  }

  /** Returns the rows, if they are known; shared, not to be changed. */
  Optional<OrdinalBits> find(Filter filter) {
    synchronized (sets) {
      return Optional.ofNullable(sets.get(filter));
    }
  }

  /** Keeps the rows, which nobody changes from now on. */
  void keep(Filter filter, OrdinalBits rows) {
    synchronized (sets) {
      sets.put(filter, rows);
    }
  }
}

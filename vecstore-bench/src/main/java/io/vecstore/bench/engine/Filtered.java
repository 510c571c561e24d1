package io.vecstore.bench.engine;

import io.vecstore.core.filter.Filter;

/** An engine whose searches can be restricted to the rows that a filter accepts. */
public interface Filtered extends Engine {

  /**
   * Restricts all turns from now on. The plan that was built must have had metadata.
   *
   * @param filter decides by a row's metadata
   */
  void restrict(Filter filter);
}

package io.vecstore.core.query;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The answers to a query, best first; equal scores are ordered by id. Immutable.
 *
 * @param list the hits
 * @param took the time that the search took
 */
public record Hits(List<Hit> list, Duration took) implements Iterable<Hit> {

  /** Copies the list. */
  public Hits {
    list = List.copyOf(list);
  }

  /** Returns the number of hits. */
  public int size() {
    return list.size();
  }

  /** Returns whether nothing was found. */
  public boolean isEmpty() {
    return list.isEmpty();
  }

  /**
   * Returns the hit at a rank, 0 for the best.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public Hit get(int rank) {
    return list.get(rank);
  }

  /** Returns the ids of the hits, best first. */
  public List<String> ids() {
    return list.stream().map(Hit::id).toList();
  }

  /** Returns the hits as a stream, best first. */
  public Stream<Hit> stream() {
    return list.stream();
  }

  @Override
  public Iterator<Hit> iterator() {
    return list.iterator();
  }
}

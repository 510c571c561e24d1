package io.vecstore.internal.search;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.filter.Comparison;
import io.vecstore.core.filter.FieldState;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.filter.Operand;
import io.vecstore.core.filter.Quantifier;
import io.vecstore.core.filter.Subject;
import io.vecstore.core.model.FieldPath;
import io.vecstore.core.model.MetadataValue;
import io.vecstore.core.query.Hit;
import io.vecstore.core.query.HitGroup;
import io.vecstore.core.query.Query;
import io.vecstore.internal.segment.SegmentSlice;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The best groups of hits by the value of a field: first the values, in rounds that each leave out
 * those that are known, so that one large group cannot hide the others; then the hits of each. Both
 * are filters, so nothing is missed that a filtered search finds.
 */
public final class GroupSearch {

  private static final int FIRST_ROUND = 64;

  private final Searcher searcher;
  private final List<SegmentSlice> slices;
  private final FieldPath path;

  /** Creates a search over the slices of a view. */
  public GroupSearch(Searcher searcher, List<SegmentSlice> slices, FieldPath path) {
    this.searcher = searcher;
    this.slices = slices;
    this.path = path;
  }

  /**
   * Returns the best groups, as many as the query asks for hits, the one with the best hit first.
   *
   * @param perGroup how many hits a group has at most
   */
  public List<HitGroup> groups(Query query, int perGroup) {
    if (perGroup < 1 || perGroup > Query.MAX_K) {
      throw new InvalidInputException(perGroup + " hits a group, expected 1 to " + Query.MAX_K);
    }
    Query grouped = and(query, single());
    return values(grouped).stream()
        .map(value -> new HitGroup(value, hits(and(grouped, equal(value)).topK(perGroup))))
        .toList();
  }

  private Set<MetadataValue> values(Query query) {
    Set<MetadataValue> values = new LinkedHashSet<>();
    int round = Math.max(FIRST_ROUND, query.topK());
    int found = round;
    int known = -1;
    while (values.size() < query.topK() && found == round && known < values.size()) {
      known = round == Query.MAX_K ? values.size() : -1;
      round = Math.min(Query.MAX_K, round * 2);
      Query unknown = values.isEmpty() ? query : and(query, new Filter.Not(in(values)));
      List<Hit> hits = hits(unknown.topK(round));
      found = hits.size();
      for (Hit hit : hits) {
        if (values.size() < query.topK()) {
          value(hit).ifPresent(values::add);
        }
      }
    }
    return values;
  }

  private List<Hit> hits(Query query) {
    return searcher.search(query, slices, Trace.off()).list();
  }

  /** Returns the value of a hit; a whole number, however it is written. */
  private Optional<MetadataValue> value(Hit hit) {
    return hit.metadata()
        .get(path.toString())
        .map(
            value ->
                value instanceof MetadataValue.Real(double real) && real == (long) real
                    ? new MetadataValue.Int((long) real)
                    : value)
        .filter(value -> !(value instanceof MetadataValue.Nested));
  }

  /** Accepts the documents with one value: an array has many. */
  private Filter single() {
    Filter array = new Filter.Elements(path, Quantifier.ALL, new Filter.Constant(true));
    return new Filter.Is(path, FieldState.EXISTING).and(new Filter.Not(array));
  }

  private Filter equal(MetadataValue value) {
    return new Filter.Compare(Subject.of(path), Comparison.EQUAL, new Operand.Literal(value));
  }

  private Filter in(Set<MetadataValue> values) {
    return new Filter.In(
        Subject.of(path), values.stream().map(v -> (Operand) new Operand.Literal(v)).toList());
  }

  private static Query and(Query query, Filter more) {
    return query.where(query.filter().map(own -> own.and(more)).orElse(more));
  }
}

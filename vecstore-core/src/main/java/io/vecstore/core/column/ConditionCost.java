package io.vecstore.core.column;

import io.vecstore.core.column.tree.Column;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.filter.Operand;
import io.vecstore.core.filter.Subject;
import io.vecstore.core.filter.TextForm;
import io.vecstore.core.model.FieldPath;
import io.vecstore.core.model.MetadataValue;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to find the rows that meet a condition, in classes: an AND looks at the cheap ones
 * first, of equally cheap ones at the most selective, and at no more once no row is left. The
 * classes follow what was measured on a million rows (docs/performance.md): lists of rows are added
 * in microseconds, numbers scanned in a tenth of a millisecond, patterns tried on each text of a
 * dictionary in up to fifty.
 */
final class ConditionCost {

  private static final int NOTHING = 0;
  private static final int LOOKUP = 1;
  private static final int SCAN = 2;
  private static final int ARRAYS = 3;
  private static final int EACH_TEXT = 10;
  private static final int EACH_PLACE = 20;

  /** What a lookup takes, at most. */
  private static final double LOOKUP_NANOS = 8_000;

  /** What a number takes that is scanned. */
  private static final double NUMBER_NANOS = 0.13;

  /** What an element takes, and a place. */
  private static final double ELEMENT_NANOS = 1;

  /** What a pattern takes that is tried on a text. */
  private static final double TEXT_NANOS = 50;

  /** A filter of more conditions and values than this is not worth remembering. */
  private static final int MAX_COMPARED = 100;

  private ConditionCost() {}

  /** Returns the terms, the cheapest first; of equal ones that which accepts the fewest rows. */
  static List<Filter> ascending(List<Filter> terms, Column root) {
    return terms.stream()
        .sorted(
            Comparator.<Filter>comparingInt(ConditionCost::of)
                .thenComparingDouble(term -> FilterEstimate.share(term, root)))
        .toList();
  }

  /**
   * Returns whether a filter takes a scan of the rows or of a dictionary, and is itself so small
   * that to compare it takes nothing next to that.
   */
  static boolean isScan(Filter filter) {
    return of(filter) >= SCAN && size(filter) <= MAX_COMPARED;
  }

  private static int size(Filter filter) {
    return switch (filter) {
      case Filter.And(List<Filter> terms) -> terms.stream().mapToInt(ConditionCost::size).sum();
      case Filter.Or(List<Filter> terms) -> terms.stream().mapToInt(ConditionCost::size).sum();
      case Filter.Not(Filter term) -> size(term);
      case Filter.In in -> in.values().size();
      case Filter.Contains contains -> contains.values().size();
      case Filter.Elements elements -> size(elements.condition());
      default -> 1;
    };
  }

  private static int of(Filter filter) {
    return switch (filter) {
      case Filter.Constant constant -> NOTHING;
      case Filter.And(List<Filter> terms) -> terms.stream().mapToInt(ConditionCost::of).sum();
      case Filter.Or(List<Filter> terms) -> terms.stream().mapToInt(ConditionCost::of).sum();
      case Filter.Not(Filter term) -> of(term);
      case Filter.Compare c -> of(c.subject(), isText(c.value()) ? LOOKUP : SCAN);
      case Filter.In in ->
          of(in.subject(), in.values().stream().allMatch(ConditionCost::isText) ? LOOKUP : SCAN);
      case Filter.Between b -> of(b.subject(), isText(b.low()) ? LOOKUP : SCAN);
      case Filter.TextMatch t ->
          of(t.subject(), t.form() == TextForm.STARTS_WITH ? LOOKUP : EACH_TEXT);
      case Filter.Contains contains -> ARRAYS + EACH_TEXT;
      case Filter.Is is -> LOOKUP;
      case Filter.Elements elements -> ARRAYS + of(elements.condition());
      case Filter.Within within -> EACH_PLACE;
    };
  }

  private static int of(Subject subject, int plain) {
    return switch (subject.function()) {
      case VALUE, DATE -> plain;
      case LENGTH, LOWER -> EACH_TEXT;
    };
  }

  /** Returns about how many nanoseconds it takes to find the rows that meet a filter. */
  static double nanos(Filter filter, Column root) {
    return switch (filter) {
      case Filter.Constant constant -> 0;
      case Filter.And(List<Filter> terms) -> sum(terms, root);
      case Filter.Or(List<Filter> terms) -> sum(terms, root);
      case Filter.Not(Filter term) -> nanos(term, root);
      case Filter.Compare c -> nanos(of(filter), c.subject().path(), root);
      case Filter.In in -> nanos(of(filter), in.subject().path(), root);
      case Filter.Between between -> nanos(of(filter), between.subject().path(), root);
      case Filter.TextMatch match -> nanos(of(filter), match.subject().path(), root);
      case Filter.Contains contains -> nanos(EACH_TEXT, contains.path(), root);
      case Filter.Is is -> LOOKUP_NANOS;
      case Filter.Elements elements -> LOOKUP_NANOS + ELEMENT_NANOS * root.rows();
      case Filter.Within within -> LOOKUP_NANOS + ELEMENT_NANOS * root.rows();
    };
  }

  private static double sum(List<Filter> terms, Column root) {
    return terms.stream().mapToDouble(term -> nanos(term, root)).sum();
  }

  private static double nanos(int cost, FieldPath path, Column root) {
    double patterns = cost >= EACH_TEXT ? TEXT_NANOS * texts(path, root) : 0;
    return LOOKUP_NANOS + patterns + (cost >= SCAN ? NUMBER_NANOS * root.rows() : 0);
  }

  /** Returns how many texts there are at a path, in arrays too. */
  private static long texts(FieldPath path, Column root) {
    @Nullable Column at = root;
    for (FieldPath.Step step : path.steps()) {
      if (at != null && step instanceof FieldPath.Key(String name)) {
        at = at.field(name);
      } else if (at != null && !(step instanceof FieldPath.Element)) {
        at = at.elements();
      }
    }
    if (at == null) {
      return 0;
    }
    @Nullable Column elements = at.elements();
    return at.texts() + (elements == null ? 0L : elements.texts());
  }

  private static boolean isText(Operand operand) {
    return operand instanceof Operand.Literal(MetadataValue.Text text);
  }
}

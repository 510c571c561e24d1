package io.vecstore.core.column;

import io.vecstore.core.column.match.AreaBounds;
import io.vecstore.core.column.match.ConditionCompiler;
import io.vecstore.core.column.match.LongRanges;
import io.vecstore.core.column.match.TextTest;
import io.vecstore.core.column.match.ValueTest;
import io.vecstore.core.column.tree.Column;
import io.vecstore.core.column.tree.Column.Kind;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.filter.Area;
import io.vecstore.core.filter.FieldState;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.filter.Operand;
import io.vecstore.core.filter.Quantifier;
import io.vecstore.core.filter.Subject;
import io.vecstore.core.model.FieldPath;
import io.vecstore.core.model.MetadataValue;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.ReadLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a filter over a column and those below it, set by set: each condition gives the set of
 * rows that meet it, and the connectives are operations on sets. Two values of logic make NOT a
 * complement.
 */
final class FilterEvaluator {

  private static final int NOT_EVALUATED = -1;

  /** After so many rows, asks whether it may go on. */
  private static final int CHECKED = 1024;

  private final Column root;
  private final boolean element;

  /** Where to take down what is done, or null where nobody asks. */
  private @Nullable List<FilterStep> steps;

  private FilterEvaluator(Column root, boolean element) {
    this.root = root;
    this.element = element;
  }

  /** Returns the rows of {@code root}, whose values are documents, that a filter is true of. */
  static OrdinalBits evaluate(Filter filter, Column root) {
    return new FilterEvaluator(root, false).evaluate(filter);
  }

  /** Returns what the evaluation finds, part by part. */
  static FilterStep trace(Filter filter, Column root) {
    List<FilterStep> steps = new ArrayList<>();
    FilterEvaluator evaluator = new FilterEvaluator(root, false);
    evaluator.steps = steps;
    OrdinalBits rows = evaluator.evaluate(filter);
    assert rows.size() == root.rows();
    return steps.getFirst();
  }

  /** Finds the rows of a column that meet a condition. */
  @FunctionalInterface
  private interface Condition {
    OrdinalBits rows(Column column);
  }

  private OrdinalBits evaluate(Filter filter) {
    ReadLimit.current().check();
    @Nullable List<FilterStep> outer = steps;
    if (outer == null) {
      return rowsOf(filter);
    }
    List<FilterStep> parts = new ArrayList<>();
    steps = parts;
    long start = System.nanoTime();
    OrdinalBits rows = rowsOf(filter);
    long nanos = System.nanoTime() - start;
    outer.add(new FilterStep(filter, expected(filter), rows.cardinality(), nanos, parts));
    steps = outer;
    return rows;
  }

  private long expected(Filter filter) {
    return Math.round(FilterEstimate.share(filter, root) * root.rows());
  }

  private OrdinalBits rowsOf(Filter filter) {
    return switch (filter) {
      case Filter.Constant(boolean value) ->
          value ? OrdinalBits.all(root.rows()) : new OrdinalBits(root.rows());
      case Filter.And(List<Filter> terms) -> and(terms);
      case Filter.Or(List<Filter> terms) -> {
        OrdinalBits any = evaluate(terms.getFirst());
        terms.subList(1, terms.size()).forEach(term -> any.or(evaluate(term)));
        yield any;
      }
      case Filter.Not(Filter term) -> {
        OrdinalBits rows = evaluate(term);
        rows.flip();
        yield rows;
      }
      case Filter.Compare c -> values(c.subject(), ConditionCompiler.compile(c));
      case Filter.In in -> values(in.subject(), ConditionCompiler.compile(in));
      case Filter.Between b -> values(b.subject(), ConditionCompiler.compile(b));
      case Filter.TextMatch t -> values(t.subject(), ConditionCompiler.compile(t));
      case Filter.Contains c -> reach(c.path(), column -> containing(column, c));
      case Filter.Is(FieldPath path, FieldState state) -> is(path, state);
      case Filter.Elements(FieldPath path, Quantifier quantifier, Filter condition) ->
          reach(path, column -> elements(column, quantifier, condition));
      case Filter.Within(FieldPath path, Area area) -> reach(path, column -> within(column, area));
    };
  }

  private OrdinalBits and(List<Filter> terms) {
    List<Filter> cheapestFirst = ConditionCost.ascending(terms, root);
    OrdinalBits all = evaluate(cheapestFirst.getFirst());
    for (Filter term : cheapestFirst.subList(1, terms.size())) {
      if (all.next(0) >= 0) {
        long before = steps == null ? 0 : all.cardinality();
        long start = steps == null ? 0 : System.nanoTime();
        boolean narrowed = narrow(term, all);
        if (!narrowed) {
          all.and(evaluate(term));
        }
        noteLeft(term, all, before, start, !narrowed);
      } else if (steps != null) {
        steps.add(new FilterStep(term, 0, NOT_EVALUATED, 0, List.of()));
      }
    }
    return all;
  }

  /** Takes down how many rows a later term of a conjunction leaves. */
  private void noteLeft(Filter term, OrdinalBits left, long before, long start, boolean evaluated) {
    if (steps != null) {
      long nanos = System.nanoTime() - start;
      List<FilterStep> parts = evaluated ? steps.removeLast().parts() : List.of();
      long expected = Math.round(FilterEstimate.share(term, root) * before);
      steps.add(new FilterStep(term, expected, left.cardinality(), nanos, parts));
    }
  }

  /**
   * Removes from a set the rows that a comparison is not true of, where that takes less than to
   * find all rows that it is true of.
   *
   * @return whether it was done
   */
  private boolean narrow(Filter filter, OrdinalBits rows) {
    return switch (filter) {
      case Filter.Compare c -> narrow(c.subject(), ConditionCompiler.compile(c), rows);
      case Filter.Between b -> narrow(b.subject(), ConditionCompiler.compile(b), rows);
      default -> false;
    };
  }

  private boolean narrow(Subject subject, ValueTest test, OrdinalBits rows) {
    @Nullable Column column = root;
    for (FieldPath.Step step : subject.path().steps()) {
      column =
          column != null && step instanceof FieldPath.Key(String name) ? column.field(name) : null;
    }
    if (element
        || subject.function() != Subject.Function.VALUE
        || column == null
        || column.elements() != null) {
      return false;
    }
    column.retain(test, rows);
    return true;
  }

  private OrdinalBits values(Subject subject, ValueTest test) {
    return switch (subject.function()) {
      case VALUE -> reach(subject.path(), column -> scalars(column, test));
      case LENGTH -> reach(subject.path(), column -> ofLength(column, test.longs()));
      case LOWER -> {
        TextTest inner = test.texts();
        TextTest lower = new TextTest.Where(text -> inner.accepts(text.toLowerCase(Locale.ROOT)));
        yield reach(subject.path(), column -> scalars(column, ValueTest.ofTexts(lower)));
      }
      case DATE -> {
        LongRanges moments = ConditionCompiler.momentsOfDays(test.moments());
        yield reach(subject.path(), column -> scalars(column, ValueTest.ofMoments(moments)));
      }
    };
  }

  /**
   * Follows a path down the columns, and brings the rows that meet the condition at its end back
   * up.
   */
  private OrdinalBits reach(FieldPath path, Condition condition) {
    boolean relative = path.steps().getFirst() instanceof FieldPath.Element;
    if (relative != element) {
      throw new InvalidInputException(
          element
              ? "inside ANY and ALL a path starts with @: " + path
              : "@ stands outside of ANY and ALL: " + path);
    }
    return reach(root, path.steps(), condition);
  }

  private static OrdinalBits reach(Column column, List<FieldPath.Step> steps, Condition condition) {
    if (steps.isEmpty()) {
      return condition.rows(column);
    }
    List<FieldPath.Step> rest = steps.subList(1, steps.size());
    return switch (steps.getFirst()) {
      case FieldPath.Element here -> reach(column, rest, condition);
      case FieldPath.Key(String name) -> {
        @Nullable Column field = column.field(name);
        yield field == null ? new OrdinalBits(column.rows()) : reach(field, rest, condition);
      }
      case FieldPath.Each each -> {
        @Nullable Column elements = column.elements();
        yield elements == null
            ? new OrdinalBits(column.rows())
            : column.rowsOf(reach(elements, rest, condition));
      }
      case FieldPath.Index(int at) -> {
        @Nullable Column elements = column.elements();
        yield elements == null
            ? new OrdinalBits(column.rows())
            : column.rowsOf(reach(elements, rest, condition), at);
      }
    };
  }

  /** Returns the rows whose value passes, or whose array has an element that does. */
  private static OrdinalBits scalars(Column column, ValueTest test) {
    OrdinalBits rows = column.rowsWithElement(test);
    column.add(test, rows);
    return rows;
  }

  private static OrdinalBits ofLength(Column column, LongRanges lengths) {
    OrdinalBits rows = new OrdinalBits(column.rows());
    column.addArrays(lengths, rows);
    TextTest texts =
        new TextTest.Where(text -> lengths.contains(text.codePointCount(0, text.length())));
    column.add(ValueTest.ofTexts(texts), rows);
    return rows;
  }

  private static OrdinalBits containing(Column column, Filter.Contains contains) {
    List<MetadataValue> values = contains.values().stream().map(Operand::known).toList();
    OrdinalBits rows =
        contains.quantifier() == Quantifier.ANY
            ? column.rowsWithElement(ConditionCompiler.equalToAny(contains.values()))
            : arraysWithAll(column, contains.values());
    TextTest texts =
        new TextTest.Where(
            contains.quantifier() == Quantifier.ANY
                ? text -> values.stream().anyMatch(value -> isPart(value, text))
                : text -> values.stream().allMatch(value -> isPart(value, text)));
    column.add(ValueTest.ofTexts(texts), rows);
    return rows;
  }

  private static OrdinalBits arraysWithAll(Column column, List<Operand> values) {
    OrdinalBits rows = new OrdinalBits(column.rows());
    column.add(Kind.ARRAY, rows);
    for (Operand value : values) {
      rows.and(column.rowsWithElement(ConditionCompiler.equalToAny(List.of(value))));
    }
    return rows;
  }

  private static boolean isPart(MetadataValue value, String text) {
    return value instanceof MetadataValue.Text(String part) && text.contains(part);
  }

  private OrdinalBits is(FieldPath path, FieldState state) {
    return switch (state) {
      case NULL -> reach(path, column -> ofKinds(column, true, false));
      case EXISTING -> reach(path, column -> ofKinds(column, false, true));
      case MISSING -> complement(reach(path, column -> ofKinds(column, true, true)));
      case EMPTY -> complement(reach(path, FilterEvaluator::nonEmpty));
    };
  }

  private static OrdinalBits complement(OrdinalBits rows) {
    rows.flip();
    return rows;
  }

  private static OrdinalBits ofKinds(Column column, boolean nulls, boolean others) {
    OrdinalBits rows = new OrdinalBits(column.rows());
    for (Kind kind : Kind.values()) {
      if (kind == Kind.NULL ? nulls : others) {
        column.add(kind, rows);
      }
    }
    return rows;
  }

  private static OrdinalBits nonEmpty(Column column) {
    OrdinalBits rows = new OrdinalBits(column.rows());
    for (Kind kind : List.of(Kind.FALSE, Kind.TRUE, Kind.LONG, Kind.REAL, Kind.TIMESTAMP)) {
      column.add(kind, rows);
    }
    TextTest texts = new TextTest.Span(new TextTest.Span.End("", false), null);
    column.add(ValueTest.ofTexts(texts), rows);
    column.addArrays(LongRanges.of(1, Long.MAX_VALUE), rows);
    column.fields().values().forEach(field -> rows.or(ofKinds(field, true, true)));
    return rows;
  }

  private static OrdinalBits elements(Column column, Quantifier quantifier, Filter condition) {
    @Nullable Column elements = column.elements();
    OrdinalBits rows = new OrdinalBits(column.rows());
    if (elements == null) {
      if (quantifier == Quantifier.ALL) {
        column.add(Kind.ARRAY, rows);
      }
      return rows;
    }
    OrdinalBits meeting = new FilterEvaluator(elements, true).evaluate(condition);
    if (quantifier == Quantifier.ANY) {
      return column.rowsOf(meeting);
    }
    meeting.flip();
    column.add(Kind.ARRAY, rows);
    rows.andNot(column.rowsOf(meeting));
    return rows;
  }

  private static OrdinalBits within(Column column, Area area) {
    OrdinalBits rows = new OrdinalBits(column.rows());
    @Nullable Column lat = column.field("lat");
    @Nullable Column lon = column.field("lon");
    if (lat == null || lon == null) {
      return rows;
    }
    AreaBounds bounds = AreaBounds.of(area);
    lat.add(bounds.lats(), rows);
    lon.retain(bounds.lons(), rows);
    if (!bounds.exact()) {
      ReadLimit limit = ReadLimit.current();
      int looked = 0;
      for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
        if (looked++ % CHECKED == 0) {
          limit.check();
        }
        if (!area.contains(lat.number(row), lon.number(row))) {
          rows.remove(row);
        }
      }
    }
    return rows;
  }
}

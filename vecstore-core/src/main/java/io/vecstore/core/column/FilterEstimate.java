package io.vecstore.core.column;

import io.vecstore.core.column.match.AreaBounds;
import io.vecstore.core.column.match.ConditionCompiler;
import io.vecstore.core.column.match.TextTest;
import io.vecstore.core.column.match.ValueTest;
import io.vecstore.core.column.tree.Column;
import io.vecstore.core.column.tree.Column.Kind;
import io.vecstore.core.filter.FieldState;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.filter.Operand;
import io.vecstore.core.filter.Quantifier;
import io.vecstore.core.filter.Subject;
import io.vecstore.core.model.FieldPath;
import io.vecstore.core.model.MetadataValue;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which share of the rows a filter is expected to be true of, told from statistics of the columns:
 * counts of kinds and of texts, and samples of numbers. Conditions are taken as independent of each
 * other, which is where it errs. Takes microseconds; conjunctions are ordered by it, and an
 * explanation shows it beside what was found. Stateless.
 */
final class FilterEstimate {

  private FilterEstimate() {}

  /** Returns the share, in [0, 1], of the rows of a column. */
  static double share(Filter filter, Column root) {
    return switch (filter) {
      case Filter.Constant(boolean value) -> value ? 1 : 0;
      case Filter.And(List<Filter> terms) -> all(terms, root);
      case Filter.Or(List<Filter> terms) -> 1 - none(terms, root);
      case Filter.Not(Filter term) -> 1 - share(term, root);
      case Filter.Compare c -> values(c.subject(), ConditionCompiler.compile(c), root);
      case Filter.In in -> values(in.subject(), ConditionCompiler.compile(in), root);
      case Filter.Between b -> values(b.subject(), ConditionCompiler.compile(b), root);
      case Filter.TextMatch t -> values(t.subject(), ConditionCompiler.compile(t), root);
      case Filter.Contains c -> reach(root, c.path().steps(), column -> containing(column, c));
      case Filter.Is(FieldPath path, FieldState state) -> is(path, state, root);
      case Filter.Elements(FieldPath path, Quantifier quantifier, Filter condition) ->
          reach(root, path.steps(), column -> elements(column, quantifier, condition));
      case Filter.Within w -> reach(root, w.path().steps(), column -> within(column, w));
    };
  }

  private static double all(List<Filter> terms, Column root) {
    return terms.stream().mapToDouble(term -> share(term, root)).reduce(1, (a, b) -> a * b);
  }

  private static double none(List<Filter> terms, Column root) {
    return terms.stream().mapToDouble(term -> 1 - share(term, root)).reduce(1, (a, b) -> a * b);
  }

  private static double values(Subject subject, ValueTest test, Column root) {
    List<FieldPath.Step> steps = subject.path().steps();
    return switch (subject.function()) {
      case VALUE -> reach(root, steps, column -> scalars(column, test));
      case LENGTH ->
          reach(root, steps, column -> column.share(Kind.TEXT) + column.share(Kind.ARRAY)) / 2;
      case LOWER -> {
        TextTest inner = test.texts();
        TextTest lower = new TextTest.Where(text -> inner.accepts(text.toLowerCase(Locale.ROOT)));
        yield reach(root, steps, column -> scalars(column, ValueTest.ofTexts(lower)));
      }
      case DATE -> {
        ValueTest moments = ValueTest.ofMoments(ConditionCompiler.momentsOfDays(test.moments()));
        yield reach(root, steps, column -> scalars(column, moments));
      }
    };
  }

  private static double reach(
      Column column, List<FieldPath.Step> steps, ToDoubleFunction<Column> condition) {
    if (steps.isEmpty()) {
      return Math.clamp(condition.applyAsDouble(column), 0, 1);
    }
    List<FieldPath.Step> rest = steps.subList(1, steps.size());
    return switch (steps.getFirst()) {
      case FieldPath.Element here -> reach(column, rest, condition);
      case FieldPath.Key(String name) -> {
        @Nullable Column field = column.field(name);
        yield field == null ? 0 : reach(field, rest, condition);
      }
      case FieldPath.Each each -> anyElement(column, below -> reach(below, rest, condition));
      case FieldPath.Index index -> {
        @Nullable Column elements = column.elements();
        yield elements == null ? 0 : column.share(Kind.ARRAY) * reach(elements, rest, condition);
      }
    };
  }

  /** Returns the share of rows with an array of which an element meets a condition. */
  private static double anyElement(Column column, ToDoubleFunction<Column> condition) {
    @Nullable Column elements = column.elements();
    double arrays = column.share(Kind.ARRAY);
    if (elements == null || arrays == 0) {
      return 0;
    }
    double length = elements.rows() / (arrays * column.rows());
    return arrays * (1 - Math.pow(1 - condition.applyAsDouble(elements), length));
  }

  private static double scalars(Column column, ValueTest test) {
    return column.share(test) + anyElement(column, below -> below.share(test));
  }

  private static double containing(Column column, Filter.Contains contains) {
    List<MetadataValue> values = contains.values().stream().map(Operand::known).toList();
    boolean any = contains.quantifier() == Quantifier.ANY;
    TextTest parts =
        new TextTest.Where(
            text ->
                any
                    ? values.stream().anyMatch(value -> isPart(value, text))
                    : values.stream().allMatch(value -> isPart(value, text)));
    double arrays =
        any
            ? anyElement(
                column, below -> below.share(ConditionCompiler.equalToAny(contains.values())))
            : contains.values().stream()
                .mapToDouble(
                    value ->
                        anyElement(
                            column,
                            below -> below.share(ConditionCompiler.equalToAny(List.of(value)))))
                .reduce(1, (a, b) -> a * b);
    return arrays + column.share(ValueTest.ofTexts(parts));
  }

  private static boolean isPart(MetadataValue value, String text) {
    return value instanceof MetadataValue.Text(String part) && text.contains(part);
  }

  private static double is(FieldPath path, FieldState state, Column root) {
    List<FieldPath.Step> steps = path.steps();
    double nulls = reach(root, steps, column -> column.share(Kind.NULL));
    double others = reach(root, steps, FilterEstimate::notNull);
    return switch (state) {
      case NULL -> nulls;
      case EXISTING -> others;
      case MISSING -> Math.max(0, 1 - nulls - others);
      case EMPTY -> 1 - others;
    };
  }

  private static double notNull(Column column) {
    double sum = 0;
    for (Kind kind : Kind.values()) {
      sum += kind == Kind.NULL ? 0 : column.share(kind);
    }
    return sum;
  }

  private static double elements(Column column, Quantifier quantifier, Filter condition) {
    if (quantifier == Quantifier.ANY) {
      return anyElement(column, below -> share(condition, below));
    }
    return column.share(Kind.ARRAY) - anyElement(column, below -> 1 - share(condition, below));
  }

  private static double within(Column column, Filter.Within within) {
    @Nullable Column lat = column.field("lat");
    @Nullable Column lon = column.field("lon");
    if (lat == null || lon == null) {
      return 0;
    }
    AreaBounds bounds = AreaBounds.of(within.area());
    return lat.share(bounds.lats()) * lon.share(bounds.lons());
  }
}

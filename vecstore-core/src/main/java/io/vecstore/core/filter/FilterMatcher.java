package io.vecstore.core.filter;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.FieldPath;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.model.MetadataValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * Evaluates a filter on one document, as the language is defined: plainly, value by value. What
 * evaluates over columns must agree with it, and is tested against it.
 */
final class FilterMatcher {

  private static final long MICROS_PER_DAY = 86_400_000_000L;

  /** The document, or inside ANY and ALL the element. */
  private final MetadataValue root;

  private final boolean element;

  private FilterMatcher(MetadataValue root, boolean element) {
    this.root = root;
    this.element = element;
  }

  static boolean matches(Filter filter, Metadata metadata) {
    return new FilterMatcher(new MetadataValue.Nested(metadata), false).matches(filter);
  }

  private boolean matches(Filter filter) {
    return switch (filter) {
      case Filter.Constant(boolean value) -> value;
      case Filter.And(List<Filter> terms) -> terms.stream().allMatch(this::matches);
      case Filter.Or(List<Filter> terms) -> terms.stream().anyMatch(this::matches);
      case Filter.Not(Filter term) -> !matches(term);
      case Filter.Compare c -> {
        MetadataValue value = c.value().known();
        yield anyValue(c.subject(), found -> ValueOrder.holds(found, c.comparison(), value));
      }
      case Filter.In in -> {
        List<MetadataValue> values = in.values().stream().map(Operand::known).toList();
        yield anyValue(in.subject(), found -> values.stream().anyMatch(v -> equal(found, v)));
      }
      case Filter.Between b -> {
        MetadataValue low = b.low().known();
        MetadataValue high = b.high().known();
        yield anyValue(
            b.subject(),
            found ->
                ValueOrder.holds(found, Comparison.AT_LEAST, low)
                    && ValueOrder.holds(found, Comparison.AT_MOST, high));
      }
      case Filter.TextMatch t -> {
        Predicate<String> pattern = t.test();
        yield anyValue(
            t.subject(),
            found -> found instanceof MetadataValue.Text(String text) && pattern.test(text));
      }
      case Filter.Contains c -> contains(c);
      case Filter.Is(FieldPath path, FieldState state) -> is(nodes(path), state);
      case Filter.Elements(FieldPath path, Quantifier quantifier, Filter condition) ->
          nodes(path).stream().anyMatch(node -> elements(node, quantifier, condition));
      case Filter.Within(FieldPath path, Area area) ->
          nodes(path).stream().anyMatch(node -> within(node, area));
    };
  }

  private static boolean equal(MetadataValue a, MetadataValue b) {
    return ValueOrder.holds(a, Comparison.EQUAL, b);
  }

  /**
   * Tests the values that a condition looks at: those at the path, and the elements of arrays
   * there.
   */
  private boolean anyValue(Subject subject, Predicate<MetadataValue> test) {
    for (MetadataValue node : nodes(subject.path())) {
      if (subject.function() == Subject.Function.LENGTH) {
        if (length(node).filter(test).isPresent()) {
          return true;
        }
        continue;
      }
      List<MetadataValue> values =
          node instanceof MetadataValue.Array(List<MetadataValue> elements)
              ? elements
              : List.of(node);
      for (MetadataValue value : values) {
        if (through(subject.function(), value).filter(test).isPresent()) {
          return true;
        }
      }
    }
    return false;
  }

  private static Optional<MetadataValue> length(MetadataValue node) {
    return switch (node) {
      case MetadataValue.Text(String text) ->
          Optional.of(new MetadataValue.Int(text.codePointCount(0, text.length())));
      case MetadataValue.Array(List<MetadataValue> values) ->
          Optional.of(new MetadataValue.Int(values.size()));
      default -> Optional.empty();
    };
  }

  private static Optional<MetadataValue> through(Subject.Function function, MetadataValue value) {
    return switch (function) {
      case VALUE -> Optional.of(value);
      case LENGTH -> length(value);
      case LOWER ->
          value instanceof MetadataValue.Text(String text)
              ? Optional.of(new MetadataValue.Text(text.toLowerCase(Locale.ROOT)))
              : Optional.empty();
      case DATE ->
          value instanceof MetadataValue.Timestamp(long micros)
              ? Optional.of(new MetadataValue.Timestamp(dayOf(micros)))
              : Optional.empty();
    };
  }

  private static long dayOf(long micros) {
    // The first day that 64 bits of microseconds reach has no start in them.
    return Math.max(Long.MIN_VALUE / MICROS_PER_DAY, Math.floorDiv(micros, MICROS_PER_DAY))
        * MICROS_PER_DAY;
  }

  private boolean contains(Filter.Contains contains) {
    List<MetadataValue> values = contains.values().stream().map(Operand::known).toList();
    return nodes(contains.path()).stream()
        .anyMatch(
            node ->
                switch (node) {
                  case MetadataValue.Array(List<MetadataValue> elements) ->
                      quantified(
                          contains.quantifier(),
                          values,
                          value -> elements.stream().anyMatch(found -> equal(found, value)));
                  case MetadataValue.Text(String text) ->
                      quantified(
                          contains.quantifier(),
                          values,
                          value ->
                              value instanceof MetadataValue.Text(String part)
                                  && text.contains(part));
                  default -> false;
                });
  }

  private static boolean quantified(
      Quantifier quantifier, List<MetadataValue> values, Predicate<MetadataValue> test) {
    return quantifier == Quantifier.ANY
        ? values.stream().anyMatch(test)
        : values.stream().allMatch(test);
  }

  private static boolean is(List<MetadataValue> nodes, FieldState state) {
    return switch (state) {
      case NULL -> nodes.contains(MetadataValue.Null.NULL);
      case MISSING -> nodes.isEmpty();
      case EXISTING -> nodes.stream().anyMatch(node -> node != MetadataValue.Null.NULL);
      case EMPTY -> nodes.stream().allMatch(FilterMatcher::isEmpty);
    };
  }

  private static boolean isEmpty(MetadataValue node) {
    return switch (node) {
      case MetadataValue.Null nothing -> true;
      case MetadataValue.Text(String text) -> text.isEmpty();
      case MetadataValue.Array(List<MetadataValue> values) -> values.isEmpty();
      case MetadataValue.Nested(Metadata fields) -> fields.isEmpty();
      default -> false;
    };
  }

  private static boolean elements(MetadataValue node, Quantifier quantifier, Filter condition) {
    if (!(node instanceof MetadataValue.Array(List<MetadataValue> values))) {
      return false;
    }
    return quantified(
        quantifier, values, value -> new FilterMatcher(value, true).matches(condition));
  }

  private static boolean within(MetadataValue node, Area area) {
    if (!(node instanceof MetadataValue.Nested(Metadata fields))) {
      return false;
    }
    OptionalDouble lat = number(fields.field("lat"));
    OptionalDouble lon = number(fields.field("lon"));
    return lat.isPresent()
        && lon.isPresent()
        && area.contains(lat.getAsDouble(), lon.getAsDouble());
  }

  private static OptionalDouble number(Optional<MetadataValue> value) {
    return switch (value.orElse(MetadataValue.Null.NULL)) {
      case MetadataValue.Int(long whole) -> OptionalDouble.of((double) whole);
      case MetadataValue.Real(double real) -> OptionalDouble.of(real);
      default -> OptionalDouble.empty();
    };
  }

  private List<MetadataValue> nodes(FieldPath path) {
    boolean relative = path.steps().getFirst() instanceof FieldPath.Element;
    if (relative != element) {
      throw new InvalidInputException(
          element
              ? "inside ANY and ALL a path starts with @: " + path
              : "@ stands outside of ANY and ALL: " + path);
    }
    List<MetadataValue> found = List.of(root);
    for (FieldPath.Step step : path.steps()) {
      List<MetadataValue> next = new ArrayList<>();
      for (MetadataValue node : found) {
        follow(node, step, next);
      }
      found = next;
    }
    return found;
  }

  private static void follow(MetadataValue node, FieldPath.Step step, List<MetadataValue> to) {
    switch (step) {
      case FieldPath.Element here -> to.add(node);
      case FieldPath.Key(String name) -> {
        if (node instanceof MetadataValue.Nested(Metadata fields)) {
          fields.field(name).ifPresent(to::add);
        }
      }
      case FieldPath.Index(int at) -> {
        if (node instanceof MetadataValue.Array(List<MetadataValue> values) && at < values.size()) {
          to.add(values.get(at));
        }
      }
      case FieldPath.Each each -> {
        if (node instanceof MetadataValue.Array(List<MetadataValue> values)) {
          to.addAll(values);
        }
      }
    }
  }
}

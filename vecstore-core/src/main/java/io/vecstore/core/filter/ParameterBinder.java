package io.vecstore.core.filter;

import io.vecstore.core.error.InvalidInputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts values in the place of parameters. Used once. */
final class ParameterBinder {

  private final Map<String, ? extends @Nullable Object> values;
  private final Set<String> used = new HashSet<>();

  ParameterBinder(Map<String, ? extends @Nullable Object> values) {
    this.values = values;
  }

  static ParameterBinder positional(@Nullable Object[] values) {
    Map<String, @Nullable Object> numbered = new LinkedHashMap<>();
    for (Object value : values) {
      numbered.put(Integer.toString(numbered.size() + 1), value);
    }
    return new ParameterBinder(numbered);
  }

  Filter bind(Filter filter) {
    Filter bound = bound(filter);
    for (String name : values.keySet()) {
      if (!used.contains(name)) {
        throw new InvalidInputException(
            "a value for the parameter " + Operand.written(name) + ", which the filter lacks");
      }
    }
    return bound;
  }

  private Filter bound(Filter filter) {
    return switch (filter) {
      case Filter.Constant constant -> constant;
      case Filter.And(List<Filter> terms) ->
          new Filter.And(terms.stream().map(this::bound).toList());
      case Filter.Or(List<Filter> terms) -> new Filter.Or(terms.stream().map(this::bound).toList());
      case Filter.Not(Filter term) -> new Filter.Not(bound(term));
      case Filter.Compare c -> new Filter.Compare(c.subject(), c.comparison(), one(c.value()));
      case Filter.In in -> new Filter.In(in.subject(), all(in.values()));
      case Filter.Between b -> new Filter.Between(b.subject(), one(b.low()), one(b.high()));
      case Filter.TextMatch t -> new Filter.TextMatch(t.subject(), t.form(), one(t.pattern()));
      case Filter.Contains c -> new Filter.Contains(c.path(), c.quantifier(), all(c.values()));
      case Filter.Is is -> is;
      case Filter.Elements e -> new Filter.Elements(e.path(), e.quantifier(), bound(e.condition()));
      case Filter.Within within -> within;
    };
  }

  private Operand one(Operand operand) {
    return operand instanceof Operand.Parameter(String name) ? operand(name, value(name)) : operand;
  }

  private List<Operand> all(List<Operand> operands) {
    List<Operand> bound = new ArrayList<>(operands.size());
    for (Operand operand : operands) {
      if (operand instanceof Operand.ListParameter(String name)) {
        bound.addAll(list(name));
      } else {
        bound.add(one(operand));
      }
    }
    return bound;
  }

  private List<Operand> list(String name) {
    if (!(value(name) instanceof Collection<?> list)) {
      throw new InvalidInputException(
          "the parameter " + Operand.written(name) + " stands for a list; bind a List or Set");
    }
    int limit = FilterLimits.DEFAULT.boundListLength();
    if (list.size() > limit) {
      throw new InvalidInputException(
          "the parameter %s has %d values, expected at most %d"
              .formatted(Operand.written(name), list.size(), limit));
    }
    List<Operand> operands = new ArrayList<>(list.size());
    for (Object element : list) {
      operands.add(operand(name, element));
    }
    return operands;
  }

  private static Operand operand(String name, @Nullable Object value) {
    try {
      return Operand.of(value);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          "the parameter " + Operand.written(name) + ": " + e.getMessage());
    }
  }

  private @Nullable Object value(String name) {
    used.add(name);
    if (!values.containsKey(name)) {
      throw new InvalidInputException("the parameter " + Operand.written(name) + " has no value");
    }
    return values.get(name);
  }
}

package io.vecstore.core.filter;

import io.vecstore.core.model.FieldPath;
import io.vecstore.core.model.MetadataValue;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a filter as text that parses to an equal filter. */
final class FilterPrinter {

  private static final Set<String> RESERVED =
      Set.of("AND", "OR", "NOT", "TRUE", "FALSE", "NULL", "WHERE");

  private FilterPrinter() {}

  /** Returns whether a word at the start of a path must be written in backquotes. */
  static boolean isReserved(String word) {
    return RESERVED.contains(word.toUpperCase(Locale.ROOT));
  }

  static String print(Filter filter) {
    return switch (filter) {
      case Filter.Constant(boolean value) -> value ? "TRUE" : "FALSE";
      case Filter.Or(List<Filter> terms) -> joined(terms, " OR ");
      case Filter.And(List<Filter> terms) -> joined(terms, " AND ");
      case Filter.Not(Filter term) -> negated(term);
      default -> condition(filter, "");
    };
  }

  private static String joined(List<Filter> terms, String connective) {
    boolean and = connective.equals(" AND ");
    return terms.stream()
        .map(term -> and && term instanceof Filter.Or ? "(" + print(term) + ")" : print(term))
        .collect(Collectors.joining(connective));
  }

  private static String negated(Filter term) {
    return switch (term) {
      case Filter.And and -> "NOT (" + print(and) + ")";
      case Filter.Or or -> "NOT (" + print(or) + ")";
      case Filter.Elements elements -> "NOT " + print(elements);
      case Filter.Within within -> "NOT " + print(within);
      case Filter.Compare compare when compare.comparison() != Comparison.EQUAL ->
          "NOT " + print(compare);
      case Filter.Is is when is.state() == FieldState.EXISTING -> "NOT " + print(is);
      default -> condition(term, "NOT ");
    };
  }

  private static String condition(Filter filter, String not) {
    return switch (filter) {
      case Filter.Compare c ->
          subject(c.subject())
              + (not.isEmpty() ? " " + c.comparison().symbol() + " " : " != ")
              + operand(c.value());
      case Filter.In in -> subject(in.subject()) + " " + not + "IN " + list(in.values());
      case Filter.Between b ->
          "%s %sBETWEEN %s AND %s"
              .formatted(subject(b.subject()), not, operand(b.low()), operand(b.high()));
      case Filter.TextMatch t ->
          "%s %s%s %s"
              .formatted(subject(t.subject()), not, t.form().keyword(), operand(t.pattern()));
      case Filter.Contains c -> path(c.path()) + " " + not + contained(c);
      case Filter.Is(FieldPath path, FieldState state) ->
          state == FieldState.EXISTING
              ? "EXISTS(" + path(path) + ")"
              : path(path) + " IS " + not + state.name();
      case Filter.Elements(FieldPath path, Quantifier quantifier, Filter condition) ->
          quantifier.name() + "(" + path(path) + ", " + print(condition) + ")";
      case Filter.Within(FieldPath path, Area area) ->
          "GEO_WITHIN(" + path(path) + ", " + area(area) + ")";
      case Filter.Constant constant -> throw new AssertionError(constant.value());
      case Filter.Not negation -> throw new AssertionError(negation.term());
      case Filter.And and -> throw new AssertionError(and.terms());
      case Filter.Or or -> throw new AssertionError(or.terms());
    };
  }

  private static String contained(Filter.Contains contains) {
    List<Operand> values = contains.values();
    if (contains.quantifier() == Quantifier.ALL) {
      return "CONTAINS_ALL " + list(values);
    }
    boolean one = values.size() == 1 && !(values.getFirst() instanceof Operand.ListParameter);
    return one ? "CONTAINS " + operand(values.getFirst()) : "CONTAINS_ANY " + list(values);
  }

  private static String subject(Subject subject) {
    String path = path(subject.path());
    return subject.function() == Subject.Function.VALUE
        ? path
        : subject.function().name() + "(" + path + ")";
  }

  private static String path(FieldPath path) {
    String text = path.toString();
    return path.steps().getFirst() instanceof FieldPath.Key(String name) && isReserved(name)
        ? FieldPath.quoted(name) + text.substring(name.length())
        : text;
  }

  private static String list(List<Operand> values) {
    return values.size() == 1 && values.getFirst() instanceof Operand.ListParameter
        ? operand(values.getFirst())
        : values.stream().map(FilterPrinter::operand).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String operand(Operand operand) {
    return switch (operand) {
      case Operand.Literal(MetadataValue value) -> literal(value);
      case Operand.Parameter(String name) -> parameter(name);
      case Operand.ListParameter(String name) -> parameter(name);
    };
  }

  private static String parameter(String name) {
    return Character.isDigit(name.charAt(0)) ? "?" : ":" + name;
  }

  private static String literal(MetadataValue value) {
    return switch (value) {
      case MetadataValue.Text(String text) -> quoted(text);
      case MetadataValue.Int(long number) -> Long.toString(number);
      case MetadataValue.Real(double number) -> Double.toString(number);
      case MetadataValue.Bool(boolean flag) -> flag ? "TRUE" : "FALSE";
      case MetadataValue.Timestamp moment -> "TIMESTAMP '" + moment.instant() + "'";
      default -> throw new AssertionError("not an operand: " + value);
    };
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\'' -> quoted.append("''");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> quoted.append(c);
      }
    }
    return quoted.append('\'').toString();
  }

  private static String area(Area area) {
    return switch (area) {
      case Area.Circle(Area.Point(double lat, double lon), double meters) ->
          "CIRCLE(" + lat + ", " + lon + ", " + meters + ")";
      case Area.Box box ->
          "BOX(" + box.south() + ", " + box.west() + ", " + box.north() + ", " + box.east() + ")";
      case Area.Polygon(List<Area.Point> corners) ->
          corners.stream()
              .map(corner -> corner.lat() + ", " + corner.lon())
              .collect(Collectors.joining(", ", "POLYGON(", ")"));
    };
  }
}

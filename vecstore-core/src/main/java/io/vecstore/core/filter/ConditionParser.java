package io.vecstore.core.filter;

import io.vecstore.core.error.FilterSyntaxException;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.filter.Subject.Function;
import io.vecstore.core.filter.token.Lexer;
import io.vecstore.core.filter.token.Token;
import io.vecstore.core.filter.token.Token.Kind;
import io.vecstore.core.filter.token.TokenCursor;
import io.vecstore.core.model.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one condition: a field and what is asked of it. */
final class ConditionParser {

  private static final List<String> CONDITION =
      List.of("a field", "NOT", "(", "EXISTS", "ANY", "ALL");
  private static final List<String> SUBJECT_OPERATORS =
      List.of(
          "=",
          "!=",
          "<",
          "<=",
          ">",
          ">=",
          "IN",
          "BETWEEN",
          "LIKE",
          "ILIKE",
          "STARTSWITH",
          "ENDSWITH",
          "REGEX",
          "MATCHES");
  private static final List<String> OPERATORS =
      List.of(
          "=",
          "!=",
          "<",
          "<=",
          ">",
          ">=",
          "IN",
          "BETWEEN",
          "LIKE",
          "ILIKE",
          "STARTSWITH",
          "ENDSWITH",
          "REGEX",
          "MATCHES",
          "CONTAINS",
          "CONTAINS_ANY",
          "CONTAINS_ALL",
          "IS",
          "EXISTS");
  private static final List<String> NEGATABLE = OPERATORS.subList(6, OPERATORS.size() - 2);

  private final FilterParser filters;
  private final TokenCursor cursor;
  private final ValueParser values;

  /**
   * The fields that paths may start from: those of the document, or inside ANY and ALL those of the
   * element.
   */
  private KnownFields known;

  /** Whether the condition is inside ANY or ALL, where paths start at the element. */
  private boolean insideElements;

  ConditionParser(
      FilterParser filters, TokenCursor cursor, FilterLimits limits, KnownFields known) {
    this.filters = filters;
    this.cursor = cursor;
    this.values = new ValueParser(cursor, limits);
    this.known = known;
  }

  Filter condition() {
    Token first = cursor.peek();
    Filter condition = anyCondition(first);
    Optional<KnownFields.Problem> problem = known.problem(condition);
    if (problem.isPresent()) {
      throw cursor.wrongAt(first, problem.get().code(), problem.get().what());
    }
    return condition;
  }

  private Filter anyCondition(Token first) {
    if (first.kind() == Kind.WORD && cursor.peekSecond().isSymbol("(")) {
      return call(first);
    }
    if (cursor.skipWord("TRUE")) {
      return Filter.everything();
    }
    if (cursor.skipWord("FALSE")) {
      return Filter.nothing();
    }
    return predicate(Subject.of(path()));
  }

  private Filter call(Token name) {
    return switch (name.upper()) {
      case "EXISTS" -> {
        open();
        Filter exists = new Filter.Is(path(), FieldState.EXISTING);
        cursor.require(")");
        yield exists;
      }
      case "ANY" -> elements(Quantifier.ANY);
      case "ALL" -> elements(Quantifier.ALL);
      case "LENGTH" -> function(Function.LENGTH);
      case "LOWER" -> function(Function.LOWER);
      case "DATE" -> function(Function.DATE);
      case "GEO_WITHIN" -> {
        open();
        FieldPath path = path();
        cursor.require(",");
        Filter within = new Filter.Within(path, values.area());
        cursor.require(")");
        yield within;
      }
      default ->
          throw cursor.wrong(
              "unknown-function",
              "unknown function " + Lexer.shown(name.text()),
              List.of("EXISTS", "ANY", "ALL", "LENGTH", "LOWER", "DATE", "GEO_WITHIN"));
    };
  }

  private void open() {
    cursor.take();
    cursor.require("(");
  }

  private Filter elements(Quantifier quantifier) {
    open();
    FieldPath path = path();
    cursor.require(",");
    boolean outside = insideElements;
    KnownFields knownOutside = known;
    insideElements = true;
    known = known.elementsOf(path);
    Filter condition = filters.nested();
    insideElements = outside;
    known = knownOutside;
    cursor.require(")");
    return new Filter.Elements(path, quantifier, condition);
  }

  private Filter function(Function function) {
    open();
    FieldPath path = path();
    cursor.require(")");
    return predicate(new Subject(path, function));
  }

  private FieldPath path() {
    Token first = cursor.peek();
    List<FieldPath.Step> steps = new ArrayList<>();
    if (cursor.skipSymbol("@")) {
      steps.add(FieldPath.Element.ELEMENT);
    } else {
      requireField(first);
      steps.add(new FieldPath.Key(cursor.take().text()));
    }
    if (insideElements != (steps.getFirst() instanceof FieldPath.Element)) {
      throw cursor.wrongAt(
          first,
          "element-path",
          insideElements
              ? "inside ANY and ALL a path starts with @"
              : "@ stands outside of ANY and ALL");
    }
    while (steps.size() <= FieldPath.MAX_STEPS) {
      FieldPath.@Nullable Step step = step();
      if (step == null) {
        return new FieldPath(steps);
      }
      steps.add(step);
    }
    throw cursor.wrongAt(
        first, "path-too-long", "a path of more than " + FieldPath.MAX_STEPS + " steps");
  }

  private void requireField(Token first) {
    boolean field =
        first.kind() == Kind.QUOTED
            || (first.kind() == Kind.WORD && !FilterPrinter.isReserved(first.text()));
    if (!field) {
      throw cursor.unexpected("unexpected", CONDITION);
    }
  }

  private FieldPath.@Nullable Step step() {
    if (cursor.skipSymbol(".")) {
      Kind kind = cursor.peek().kind();
      if (kind != Kind.WORD && kind != Kind.QUOTED) {
        throw cursor.unexpected("unexpected", List.of("a field"));
      }
      return new FieldPath.Key(cursor.take().text());
    }
    if (!cursor.skipSymbol("[")) {
      return null;
    }
    if (cursor.skipSymbol("]")) {
      return FieldPath.Each.EACH;
    }
    Token index = cursor.peek();
    if (index.kind() != Kind.NUMBER || !index.text().matches("[0-9]{1,9}")) {
      throw cursor.unexpected("unexpected", List.of("]", "an index"));
    }
    cursor.take();
    cursor.require("]");
    return new FieldPath.Index(Integer.parseInt(index.text()));
  }

  private Filter predicate(Subject subject) {
    Token operator = cursor.peek();
    if (operator.kind() == Kind.SYMBOL) {
      return comparison(subject, operator);
    }
    if (cursor.skipWord("NIN")) {
      return new Filter.In(subject, values.list()).not();
    }
    boolean negated = cursor.skipWord("NOT");
    @Nullable Filter filter = cursor.peek().kind() == Kind.WORD ? worded(subject) : null;
    if (filter == null && !negated && subject.function() == Function.VALUE) {
      filter = state(subject.path());
    }
    if (filter == null) {
      boolean plain = subject.function() == Function.VALUE;
      throw unknownOperator(negated ? NEGATABLE : plain ? OPERATORS : SUBJECT_OPERATORS);
    }
    return negated ? filter.not() : filter;
  }

  private Filter comparison(Subject subject, Token operator) {
    Comparison comparison =
        switch (operator.text()) {
          case "=", "==", "!=", "<>" -> Comparison.EQUAL;
          case "<" -> Comparison.LESS;
          case "<=" -> Comparison.AT_MOST;
          case ">" -> Comparison.GREATER;
          case ">=" -> Comparison.AT_LEAST;
          default ->
              throw unknownOperator(
                  subject.function() == Function.VALUE ? OPERATORS : SUBJECT_OPERATORS);
        };
    cursor.take();
    boolean negated = operator.text().equals("!=") || operator.text().equals("<>");
    Token value = cursor.peek();
    if (comparison == Comparison.EQUAL
        && subject.function() == Function.VALUE
        && cursor.skipWord("NULL")) {
      Filter isNull = new Filter.Is(subject.path(), FieldState.NULL);
      return negated ? isNull.not() : isNull;
    }
    if (value.isWord("NULL")) {
      throw cursor.wrong("null-value", "nothing compares with NULL", List.of("IS NULL"));
    }
    Filter compare = new Filter.Compare(subject, comparison, values.value());
    return negated ? compare.not() : compare;
  }

  private @Nullable Filter worded(Subject subject) {
    Token word = cursor.peek();
    return switch (word.upper()) {
      case "IN" -> {
        cursor.take();
        yield new Filter.In(subject, values.list());
      }
      case "BETWEEN" -> between(subject);
      default -> {
        @Nullable TextForm form = form(word.upper());
        if (form != null) {
          cursor.take();
          yield text(subject, form);
        }
        yield subject.function() == Function.VALUE ? contains(subject.path(), word) : null;
      }
    };
  }

  private Filter between(Subject subject) {
    cursor.take();
    Operand low = values.value();
    if (!cursor.skipWord("AND")) {
      throw cursor.unexpected("unexpected", List.of("AND"));
    }
    return new Filter.Between(subject, low, values.value());
  }

  private static @Nullable TextForm form(String word) {
    return switch (word) {
      case "STARTSWITH", "STARTS_WITH" -> TextForm.STARTS_WITH;
      case "ENDSWITH", "ENDS_WITH" -> TextForm.ENDS_WITH;
      case "LIKE" -> TextForm.LIKE;
      case "ILIKE" -> TextForm.ILIKE;
      case "REGEX" -> TextForm.REGEX;
      case "MATCHES" -> TextForm.MATCHES;
      default -> null;
    };
  }

  private Filter text(Subject subject, TextForm form) {
    Token at = cursor.peek();
    Operand pattern = values.text();
    if ((form == TextForm.LIKE || form == TextForm.ILIKE) && cursor.skipWord("ESCAPE")) {
      pattern = values.escaped(at, pattern);
    }
    try {
      return new Filter.TextMatch(subject, form, pattern);
    } catch (InvalidInputException e) {
      throw cursor.wrongAt(at, "bad-pattern", String.valueOf(e.getMessage()));
    }
  }

  private @Nullable Filter contains(FieldPath path, Token word) {
    return switch (word.upper()) {
      case "CONTAINS" -> {
        cursor.take();
        yield new Filter.Contains(path, Quantifier.ANY, List.of(values.value()));
      }
      case "CONTAINS_ANY" -> {
        cursor.take();
        yield new Filter.Contains(path, Quantifier.ANY, values.list());
      }
      case "CONTAINS_ALL" -> {
        cursor.take();
        yield new Filter.Contains(path, Quantifier.ALL, values.list());
      }
      default -> null;
    };
  }

  private @Nullable Filter state(FieldPath path) {
    if (cursor.skipWord("EXISTS")) {
      return new Filter.Is(path, FieldState.EXISTING);
    }
    if (!cursor.skipWord("IS")) {
      return null;
    }
    boolean negated = cursor.skipWord("NOT");
    Filter is =
        switch (cursor.peek().upper()) {
          case "NULL" -> new Filter.Is(path, FieldState.NULL);
          case "MISSING" -> new Filter.Is(path, FieldState.MISSING);
          case "EMPTY" -> new Filter.Is(path, FieldState.EMPTY);
          default ->
              throw cursor.unexpected("unexpected", List.of("NULL", "MISSING", "EMPTY", "NOT"));
        };
    cursor.take();
    return negated ? is.not() : is;
  }

  private FilterSyntaxException unknownOperator(List<String> expected) {
    return cursor.peek().kind() == Kind.WORD
        ? cursor.wrong(
            "unknown-operator", "unknown operator " + Lexer.shown(cursor.peek().text()), expected)
        : cursor.unexpected("unexpected", expected);
  }
}

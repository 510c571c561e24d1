package io.vecstore.core.filter;

import io.vecstore.core.error.FilterSyntaxException;
import io.vecstore.core.filter.token.Token.Kind;
import io.vecstore.core.filter.token.TokenCursor;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads connectives: OR, AND, NOT, parentheses; conditions are read by {@link ConditionParser}.
 * Recursive descent with a counter of its own, so that no text can use up the stack.
 */
final class FilterParser {

  private final TokenCursor cursor;
  private final FilterLimits limits;
  private final ConditionParser conditions;
  private int depth;
  private int nodes;

  FilterParser(String text, FilterLimits limits, KnownFields known) {
    this.limits = limits;
    this.cursor = TokenCursor.over(text, limits.textLength());
    this.conditions = new ConditionParser(this, cursor, limits, known);
  }

  Filter parse() {
    cursor.skipWord("WHERE");
    Filter filter = or();
    if (cursor.peek().kind() != Kind.END) {
      throw cursor.unexpected("trailing-text", List.of("AND", "OR", "the end"));
    }
    return filter;
  }

  /** Reads a whole condition, one level deeper: between parentheses or inside ANY and ALL. */
  Filter nested() {
    enter();
    Filter filter = or();
    depth--;
    return filter;
  }

  private Filter or() {
    List<Filter> terms = new ArrayList<>(List.of(and()));
    while (cursor.skipWord("OR") || cursor.skipSymbol("||")) {
      count();
      terms.add(and());
    }
    return Filter.or(terms);
  }

  private Filter and() {
    List<Filter> terms = new ArrayList<>(List.of(term()));
    while (cursor.skipWord("AND") || cursor.skipSymbol("&&")) {
      count();
      terms.add(term());
    }
    return Filter.and(terms);
  }

  private Filter term() {
    count();
    if (cursor.skipWord("NOT") || cursor.skipSymbol("!")) {
      enter();
      Filter negated = term().not();
      depth--;
      return negated;
    }
    if (cursor.skipSymbol("(")) {
      Filter inner = nested();
      cursor.require(")");
      return inner;
    }
    return conditions.condition();
  }

  private void enter() {
    if (++depth > limits.depth()) {
      throw cursor.wrong("too-deep", "nested deeper than " + limits.depth() + " levels", List.of());
    }
  }

  private void count() {
    if (++nodes > limits.nodes()) {
      throw tooLarge();
    }
  }

  private FilterSyntaxException tooLarge() {
    return cursor.wrong(
        "too-many-nodes", "more than " + limits.nodes() + " conditions and connectives", List.of());
  }
}

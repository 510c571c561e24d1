package io.vecstore.langchain4j;

import dev.langchain4j.store.embedding.filter.comparison.ContainsString;
import dev.langchain4j.store.embedding.filter.comparison.IsEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThan;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsIn;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThan;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsNotEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsNotIn;
import dev.langchain4j.store.embedding.filter.logical.And;
import dev.langchain4j.store.embedding.filter.logical.Not;
import dev.langchain4j.store.embedding.filter.logical.Or;
import io.vecstore.core.filter.Field;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.FieldPath;

/**
 * Translates LangChain4j's filters. Both sides agree that a negated condition is true where the
 * field is missing; where a value has another type than the field, LangChain4j's in-memory store
 * throws and ours finds nothing.
 */
final class FilterTranslation {

  private FilterTranslation() {}

  /**
   * Returns the same condition as a filter of ours.
   *
   * @throws IllegalArgumentException if the filter is of a kind that LangChain4j did not define
   */
  static Filter of(dev.langchain4j.store.embedding.filter.Filter filter) {
    return switch (filter) {
      case And and -> of(and.left()).and(of(and.right()));
      case Or or -> of(or.left()).or(of(or.right()));
      case Not not -> of(not.expression()).not();
      case IsEqualTo is -> field(is.key()).equalTo(is.comparisonValue());
      case IsNotEqualTo is -> field(is.key()).notEqualTo(is.comparisonValue());
      case IsGreaterThan is -> field(is.key()).greaterThan(is.comparisonValue());
      case IsGreaterThanOrEqualTo is -> field(is.key()).atLeast(is.comparisonValue());
      case IsLessThan is -> field(is.key()).lessThan(is.comparisonValue());
      case IsLessThanOrEqualTo is -> field(is.key()).atMost(is.comparisonValue());
      case IsIn is -> field(is.key()).in(is.comparisonValues());
      case IsNotIn is -> field(is.key()).in(is.comparisonValues()).not();
      case ContainsString contains -> field(contains.key()).contains(contains.comparisonValue());
      default ->
          throw new IllegalArgumentException(
              "a filter of type " + filter.getClass().getName() + " cannot be translated");
    };
  }

  /** Returns the field of that very name; dots and brackets in it are letters like others. */
  private static Field field(String key) {
    return Filter.field(FieldPath.of(key).toString());
  }
}

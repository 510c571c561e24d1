package io.vecstore.core.filter;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.filter.Subject.Function;
import io.vecstore.core.model.FieldPath;
import io.vecstore.core.model.Metadata;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The start of a condition: {@code Filter.field("year").atLeast(2020)}. Values to compare with are
 * text, numbers, booleans and moments, of the types that {@link Metadata#of} takes; others give
 * {@link InvalidInputException}. Immutable.
 */
public final class Field {

  private final Subject subject;

  Field(Subject subject) {
    this.subject = subject;
  }

  /** True where the value equals {@code value}. */
  public Filter equalTo(Object value) {
    return compare(Comparison.EQUAL, value);
  }

  /** True where {@link #equalTo} is false, so also where the field is missing. */
  public Filter notEqualTo(Object value) {
    return equalTo(value).not();
  }

  /** True where the value is less than {@code value}. */
  public Filter lessThan(Object value) {
    return compare(Comparison.LESS, value);
  }

  /** True where the value is less than {@code value} or equal. */
  public Filter atMost(Object value) {
    return compare(Comparison.AT_MOST, value);
  }

  /** True where the value is greater than {@code value}. */
  public Filter greaterThan(Object value) {
    return compare(Comparison.GREATER, value);
  }

  /** True where the value is greater than {@code value} or equal. */
  public Filter atLeast(Object value) {
    return compare(Comparison.AT_LEAST, value);
  }

  private Filter compare(Comparison comparison, Object value) {
    return new Filter.Compare(subject, comparison, Operand.of(value));
  }

  /**
   * True where the value lies between two others, both included; of no document where {@code low >
   * high}.
   */
  public Filter between(Object low, Object high) {
    return new Filter.Between(subject, Operand.of(low), Operand.of(high));
  }

  /** True where the value equals any of {@code values}. */
  public Filter in(Object... values) {
    return in(Arrays.asList(values));
  }

  /** True where the value equals any of {@code values}. */
  public Filter in(Collection<?> values) {
    return new Filter.In(subject, operands(values));
  }

  /** True where {@link #in} is false, so also where the field is missing. */
  public Filter notIn(Object... values) {
    return in(values).not();
  }

  /**
   * True where the value is an array with the element {@code value}, or a text with the part {@code
   * value}.
   */
  public Filter contains(Object value) {
    return new Filter.Contains(path(), Quantifier.ANY, List.of(Operand.of(value)));
  }

  /** True where {@link #contains} is for any of {@code values}. */
  public Filter containsAny(Object... values) {
    return new Filter.Contains(path(), Quantifier.ANY, operands(Arrays.asList(values)));
  }

  /** True where {@link #contains} is for every one of {@code values}. */
  public Filter containsAll(Object... values) {
    return new Filter.Contains(path(), Quantifier.ALL, operands(Arrays.asList(values)));
  }

  /** True where the text starts with {@code prefix}. */
  public Filter startsWith(String prefix) {
    return text(TextForm.STARTS_WITH, prefix);
  }

  /** True where the text ends with {@code suffix}. */
  public Filter endsWith(String suffix) {
    return text(TextForm.ENDS_WITH, suffix);
  }

  /**
   * True where the whole text has a form: {@code %} stands for any run of characters, {@code _} for
   * one, and a backslash takes the meaning away from the character after it.
   */
  public Filter like(String pattern) {
    return text(TextForm.LIKE, pattern);
  }

  /** True where {@link #like} is when case does not count. */
  public Filter likeIgnoringCase(String pattern) {
    return text(TextForm.ILIKE, pattern);
  }

  /**
   * True where a regular expression is found in the text. Takes time linear in the text, whatever
   * the expression.
   *
   * @throws InvalidInputException if it is not an expression of the language
   */
  public Filter regex(String expression) {
    return text(TextForm.REGEX, expression);
  }

  /**
   * True where the words stand in the text one after the other, without regard to case and
   * punctuation.
   */
  public Filter matches(String words) {
    return text(TextForm.MATCHES, words);
  }

  private Filter text(TextForm form, String pattern) {
    return new Filter.TextMatch(subject, form, Operand.of(pattern));
  }

  /** True where the field is there and not null. */
  public Filter exists() {
    return new Filter.Is(path(), FieldState.EXISTING);
  }

  /** True where the field is there and null. */
  public Filter isNull() {
    return new Filter.Is(path(), FieldState.NULL);
  }

  /** True where the field is not there. */
  public Filter isMissing() {
    return new Filter.Is(path(), FieldState.MISSING);
  }

  /** True where the field is not there, or null, or an array, object or text with nothing in it. */
  public Filter isEmpty() {
    return new Filter.Is(path(), FieldState.EMPTY);
  }

  /**
   * True where an element of the array meets {@code condition}, which is built on {@link
   * Filter#element} or its fields.
   */
  public Filter any(Filter condition) {
    return new Filter.Elements(path(), Quantifier.ANY, condition);
  }

  /**
   * True where every element of the array meets {@code condition}; an empty array has none that
   * does not.
   */
  public Filter all(Filter condition) {
    return new Filter.Elements(path(), Quantifier.ALL, condition);
  }

  /**
   * True where the object's numbers {@code lat} and {@code lon}, in degrees, give a point in {@code
   * area}.
   */
  public Filter within(Area area) {
    return new Filter.Within(path(), area);
  }

  /** Returns the number of code points of the text, or of elements of the array, to compare. */
  public Field length() {
    return through(Function.LENGTH);
  }

  /** Returns the text in lower case, to compare. */
  public Field lower() {
    return through(Function.LOWER);
  }

  /** Returns the start of the moment's day in UTC, to compare. */
  public Field date() {
    return through(Function.DATE);
  }

  private Field through(Function function) {
    return new Field(new Subject(path(), function));
  }

  private FieldPath path() {
    if (subject.function() != Function.VALUE) {
      throw new InvalidInputException("this condition takes a field, not " + subject.function());
    }
    return subject.path();
  }

  private static List<Operand> operands(Collection<? extends @Nullable Object> values) {
    return values.stream().map(Operand::of).toList();
  }
}

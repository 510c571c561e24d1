package io.vecstore.core.column.match;

import io.vecstore.core.filter.Comparison;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.filter.Operand;
import io.vecstore.core.filter.TextForm;
import io.vecstore.core.model.MetadataValue;
import io.vecstore.core.pattern.TextPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Turns the conditions of a filter into tests of values. */
public final class ConditionCompiler {

  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final long FIRST_DAY = Long.MIN_VALUE / MICROS_PER_DAY * MICROS_PER_DAY;

  private ConditionCompiler() {}

  /** Returns the test of a comparison. */
  public static ValueTest compile(Filter.Compare compare) {
    return compared(compare.comparison(), compare.value().known());
  }

  /** Returns the test of a list. */
  public static ValueTest compile(Filter.In in) {
    return equalToAny(in.values());
  }

  /** Returns the test of a range. */
  public static ValueTest compile(Filter.Between between) {
    MetadataValue low = between.low().known();
    MetadataValue high = between.high().known();
    if (isNumber(low) && isNumber(high)) {
      return between(low, high);
    }
    if (low instanceof MetadataValue.Timestamp(long from)
        && high instanceof MetadataValue.Timestamp(long to)) {
      return ValueTest.ofMoments(LongRanges.of(from, to));
    }
    if (low instanceof MetadataValue.Text(String from)
        && high instanceof MetadataValue.Text(String to)) {
      return ValueTest.ofTexts(
          new TextTest.Span(new TextTest.Span.End(from, true), new TextTest.Span.End(to, true)));
    }
    return ValueTest.NONE;
  }

  /** Returns the test that a number lies between two others, both included. */
  static ValueTest between(MetadataValue low, MetadataValue high) {
    return ValueTest.ofNumbers(
        range(NumberBounds.longAtLeast(low), NumberBounds.longAtMost(high)),
        range(NumberBounds.realAtLeast(low), NumberBounds.realAtMost(high)));
  }

  /** Returns the test of a pattern. */
  public static ValueTest compile(Filter.TextMatch match) {
    if (match.form() == TextForm.STARTS_WITH
        && match.pattern().known() instanceof MetadataValue.Text(String prefix)) {
      return ValueTest.ofTexts(new TextTest.Prefix(prefix));
    }
    if (match.form() == TextForm.LIKE
        && match.pattern().known() instanceof MetadataValue.Text(String pattern)) {
      // Only the part of the dictionary that starts as the pattern does needs to be tried.
      String prefix = TextPattern.likePrefix(pattern);
      return ValueTest.ofTexts(new TextTest.PrefixWhere(prefix, match.test()));
    }
    return ValueTest.ofTexts(new TextTest.Where(match.test()));
  }

  /** Returns the test that a value equals one of a list. */
  public static ValueTest equalToAny(List<Operand> operands) {
    List<LongRanges> longs = new ArrayList<>();
    List<LongRanges> reals = new ArrayList<>();
    List<LongRanges> moments = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    boolean onTrue = false;
    boolean onFalse = false;
    for (Operand operand : operands) {
      switch (operand.known()) {
        case MetadataValue.Text(String text) -> texts.add(text);
        case MetadataValue.Timestamp(long micros) -> moments.add(LongRanges.of(micros, micros));
        case MetadataValue.Bool(boolean flag) -> {
          onTrue |= flag;
          onFalse |= !flag;
        }
        case MetadataValue number -> {
          ValueTest one = compared(Comparison.EQUAL, number);
          longs.add(one.longs());
          reals.add(one.reals());
        }
      }
    }
    return new ValueTest(
        LongRanges.union(longs),
        LongRanges.union(reals),
        LongRanges.union(moments),
        onTrue,
        onFalse,
        new TextTest.Among(texts));
  }

  private static ValueTest compared(Comparison comparison, MetadataValue value) {
    return switch (value) {
      case MetadataValue.Text(String text) -> ValueTest.ofTexts(texts(comparison, text));
      case MetadataValue.Timestamp(long micros) -> {
        OptionalLong moment = OptionalLong.of(micros);
        yield ValueTest.ofMoments(range(comparison, moment, moment));
      }
      case MetadataValue.Bool(boolean flag) -> {
        boolean equal = comparison == Comparison.EQUAL;
        yield new ValueTest(
            LongRanges.NONE,
            LongRanges.NONE,
            LongRanges.NONE,
            equal && flag,
            equal && !flag,
            TextTest.none());
      }
      case MetadataValue number ->
          ValueTest.ofNumbers(
              range(comparison, NumberBounds.longAtMost(number), NumberBounds.longAtLeast(number)),
              range(comparison, NumberBounds.realAtMost(number), NumberBounds.realAtLeast(number)));
    };
  }

  private static boolean isNumber(MetadataValue value) {
    return value instanceof MetadataValue.Int || value instanceof MetadataValue.Real;
  }

  private static TextTest texts(Comparison comparison, String text) {
    return switch (comparison) {
      case EQUAL -> new TextTest.Among(List.of(text));
      case LESS -> new TextTest.Span(null, new TextTest.Span.End(text, false));
      case AT_MOST -> new TextTest.Span(null, new TextTest.Span.End(text, true));
      case GREATER -> new TextTest.Span(new TextTest.Span.End(text, false), null);
      case AT_LEAST -> new TextTest.Span(new TextTest.Span.End(text, true), null);
    };
  }

  /**
   * Returns the longs that compare so with a number that lies between {@code atMost} and {@code
   * atLeast}.
   */
  private static LongRanges range(
      Comparison comparison, OptionalLong atMost, OptionalLong atLeast) {
    return switch (comparison) {
      case EQUAL -> range(atLeast, atMost);
      case AT_MOST ->
          atMost.isEmpty() ? LongRanges.NONE : LongRanges.of(Long.MIN_VALUE, atMost.getAsLong());
      case AT_LEAST ->
          atLeast.isEmpty() ? LongRanges.NONE : LongRanges.of(atLeast.getAsLong(), Long.MAX_VALUE);
      case LESS -> below(atLeast);
      case GREATER -> above(atMost);
    };
  }

  private static LongRanges below(OptionalLong end) {
    if (end.isEmpty()) {
      return LongRanges.ALL;
    }
    long value = end.getAsLong();
    return value == Long.MIN_VALUE ? LongRanges.NONE : LongRanges.of(Long.MIN_VALUE, value - 1);
  }

  private static LongRanges above(OptionalLong end) {
    if (end.isEmpty()) {
      return LongRanges.ALL;
    }
    long value = end.getAsLong();
    return value == Long.MAX_VALUE ? LongRanges.NONE : LongRanges.of(value + 1, Long.MAX_VALUE);
  }

  private static LongRanges range(OptionalLong low, OptionalLong high) {
    return low.isEmpty() || high.isEmpty()
        ? LongRanges.NONE
        : LongRanges.of(low.getAsLong(), high.getAsLong());
  }

  /** Returns the moments whose day starts at one of {@code starts}. */
  public static LongRanges momentsOfDays(LongRanges starts) {
    List<LongRanges> moments = new ArrayList<>();
    for (LongRanges.Range range : starts.ranges()) {
      long first = range.low() <= FIRST_DAY ? Long.MIN_VALUE : nextDay(range.low());
      boolean none = range.high() < FIRST_DAY || (first == Long.MAX_VALUE);
      if (!none) {
        long lastDay = Math.floorDiv(range.high(), MICROS_PER_DAY) * MICROS_PER_DAY;
        long last = lastDay + (MICROS_PER_DAY - 1);
        moments.add(LongRanges.of(first, last < lastDay ? Long.MAX_VALUE : last));
      }
    }
    return LongRanges.union(moments);
  }

  /**
   * Returns the first start of a day at or after a moment, or the last moment where there is none.
   */
  private static long nextDay(long micros) {
    long day = Math.ceilDiv(micros, MICROS_PER_DAY);
    return day > Long.MAX_VALUE / MICROS_PER_DAY ? Long.MAX_VALUE : day * MICROS_PER_DAY;
  }
}

package io.vecstore.core.column.match;

/**
 * Which values pass, by type.
 *
 * @param longs of whole numbers
 * @param reals of doubles, each as {@link SortableDouble} has it
 * @param moments of timestamps, in microseconds
 * @param onTrue whether true passes
 * @param onFalse whether false passes
 * @param texts of texts
 */
public record ValueTest(
    LongRanges longs,
    LongRanges reals,
    LongRanges moments,
    boolean onTrue,
    boolean onFalse,
    TextTest texts) {

  /** No value. */
  public static final ValueTest NONE =
      new ValueTest(
          LongRanges.NONE, LongRanges.NONE, LongRanges.NONE, false, false, TextTest.none());

  /** Returns the test that only texts pass, those of {@code texts}. */
  public static ValueTest ofTexts(TextTest texts) {
    return new ValueTest(LongRanges.NONE, LongRanges.NONE, LongRanges.NONE, false, false, texts);
  }

  /** Returns whether no value but a text can pass. */
  public boolean isOfTexts() {
    return longs.isEmpty() && reals.isEmpty() && moments.isEmpty() && !onTrue && !onFalse;
  }

  /** Returns the test that only timestamps pass, those of {@code moments}. */
  public static ValueTest ofMoments(LongRanges moments) {
    return new ValueTest(LongRanges.NONE, LongRanges.NONE, moments, false, false, TextTest.none());
  }

  /** Returns the test that only numbers pass. */
  public static ValueTest ofNumbers(LongRanges longs, LongRanges reals) {
    return new ValueTest(longs, reals, LongRanges.NONE, false, false, TextTest.none());
  }
}

package io.vecstore.core.filter;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.MetadataValue;
import io.vecstore.core.pattern.TextPattern;

/** From the text conditions of a filter to patterns that match. */
final class TextPatterns {

  private TextPatterns() {}

  /** Returns the filter if its pattern is one, or is not known yet. */
  static Filter checked(Filter.TextMatch match) {
    if (match.pattern() instanceof Operand.Literal) {
      var _ = of(match);
    }
    return match;
  }

  /**
   * Returns what decides whether a text meets the condition.
   *
   * @throws InvalidInputException if the pattern is a parameter without a value, no text, or not a
   *     pattern
   */
  static TextPattern of(Filter.TextMatch match) {
    if (!(match.pattern().known() instanceof MetadataValue.Text(String pattern))) {
      throw new InvalidInputException(
          match.form().keyword() + " takes a text, found a " + match.pattern().known().typeName());
    }
    return switch (match.form()) {
      case STARTS_WITH -> text -> text.startsWith(pattern);
      case ENDS_WITH -> text -> text.endsWith(pattern);
      case LIKE -> TextPattern.like(pattern);
      case ILIKE -> TextPattern.likeIgnoringCase(pattern);
      case REGEX -> TextPattern.regex(pattern);
      case MATCHES -> TextPattern.words(pattern);
    };
  }
}

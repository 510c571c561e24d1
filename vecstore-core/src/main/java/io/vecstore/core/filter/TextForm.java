package io.vecstore.core.filter;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.MetadataValue;
import io.vecstore.core.pattern.TextPattern;
import java.util.function.Predicate;

/** What a text is matched against. */
public enum TextForm {
  /** The text starts with the pattern. */
  STARTS_WITH("STARTSWITH"),
  /** The text ends with the pattern. */
  ENDS_WITH("ENDSWITH"),
  /**
   * The whole text has the pattern's form: {@code %} stands for any run of characters, {@code _}
   * for one.
   */
  LIKE("LIKE"),
  /** As {@link #LIKE}, without regard to case. */
  ILIKE("ILIKE"),
  /** The regular expression is found in the text. */
  REGEX("REGEX"),
  /**
   * The words of the pattern stand in the text one after the other, without regard to case and
   * punctuation.
   */
  MATCHES("MATCHES");

  private final String keyword;

  TextForm(String keyword) {
    this.keyword = keyword;
  }

  /** Returns how a filter writes it. */
  public String keyword() {
    return keyword;
  }

  /** Returns what decides whether a text has the form that a value describes. */
  Predicate<String> test(MetadataValue value) {
    if (!(value instanceof MetadataValue.Text(String pattern))) {
      throw new InvalidInputException(keyword + " takes a text, found a " + value.typeName());
    }
    return switch (this) {
      case STARTS_WITH -> text -> text.startsWith(pattern);
      case ENDS_WITH -> text -> text.endsWith(pattern);
      case LIKE -> TextPattern.like(pattern)::matches;
      case ILIKE -> TextPattern.likeIgnoringCase(pattern)::matches;
      case REGEX -> TextPattern.regex(pattern)::matches;
      case MATCHES -> TextPattern.words(pattern)::matches;
    };
  }
}

package io.vecstore.core.filter;

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
}

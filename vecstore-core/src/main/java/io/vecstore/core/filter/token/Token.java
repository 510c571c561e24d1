package io.vecstore.core.filter.token;

import java.util.Locale;

/**
 * A word of the filter language.
 *
 * @param text as written; without quotes and escapes for {@link Kind#STRING} and {@link
 *     Kind#QUOTED}; what is wrong for {@link Kind#BAD}
 * @param start offset of the first character
 * @param end offset after the last
 */
public record Token(Kind kind, String text, int start, int end) {

  /** What sort of word it is. */
  public enum Kind {
    /** A keyword, or the name of a field. */
    WORD,
    /** The name of a field in backquotes. */
    QUOTED,
    /** Text in quotes. */
    STRING,
    /** A number, as written. */
    NUMBER,
    /** The name after a colon. */
    PARAMETER,
    /** One of the operators and brackets. */
    SYMBOL,
    /** Characters that make no word; an error only where the parser comes by. */
    BAD,
    /** The end of the text. */
    END
  }

  /** Returns whether it is a keyword, written in any case. */
  public boolean isWord(String keyword) {
    return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
  }

  /** Returns whether it is a symbol. */
  public boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  /** Returns the text in upper case. */
  public String upper() {
    return text.toUpperCase(Locale.ROOT);
  }
}

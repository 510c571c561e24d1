package io.vecstore.core.filter;

import java.util.Locale;

/**
 * A word of the filter language.
 *
 * @param text as written; without quotes and escapes for {@link Kind#STRING} and {@link
 *     Kind#QUOTED}; what is wrong for {@link Kind#BAD}
 * @param start offset of the first character
 * @param end offset after the last
 */
record Token(Kind kind, String text, int start, int end) {

  enum Kind {
    WORD,
    QUOTED,
    STRING,
    NUMBER,
    PARAMETER,
    SYMBOL,
    /** Characters that make no word; an error only where the parser comes by. */
    BAD,
    END
  }

  boolean isWord(String keyword) {
    return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  String upper() {
    return text.toUpperCase(Locale.ROOT);
  }
}

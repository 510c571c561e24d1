package io.vecstore.core.pattern;

import io.vecstore.core.error.InvalidInputException;
import java.util.Arrays;

/**
 * The LIKE of SQL. Two places move along pattern and text; on a mismatch they go back to the last
 * {@code %}, never before it.
 */
final class LikePattern implements TextPattern {

  private static final int RUN = -1;
  private static final int ONE = -2;

  private final int[] symbols;
  private final boolean ignoreCase;

  LikePattern(String pattern, boolean ignoreCase) {
    this.ignoreCase = ignoreCase;
    this.symbols = symbols(pattern.codePoints().toArray(), ignoreCase);
  }

  private static int[] symbols(int[] pattern, boolean ignoreCase) {
    int[] symbols = new int[pattern.length];
    int count = 0;
    for (int i = 0; i < pattern.length; i++) {
      int symbol =
          switch (pattern[i]) {
            case '%' -> RUN;
            case '_' -> ONE;
            case '\\' -> {
              if (++i == pattern.length) {
                throw new InvalidInputException("the pattern ends with its escape character");
              }
              yield pattern[i];
            }
            default -> pattern[i];
          };
      symbols[count++] = ignoreCase && symbol >= 0 ? LetterCase.fold(symbol) : symbol;
    }
    return Arrays.copyOf(symbols, count);
  }

  @Override
  public boolean matches(String text) {
    int at = 0;
    int symbol = 0;
    int lastRun = -1;
    int retry = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (symbol < symbols.length && symbols[symbol] == RUN) {
        lastRun = symbol++;
        retry = at;
      } else if (symbol < symbols.length && meets(symbols[symbol], c)) {
        symbol++;
        at += Character.charCount(c);
      } else if (lastRun >= 0) {
        symbol = lastRun + 1;
        retry += Character.charCount(text.codePointAt(retry));
        at = retry;
      } else {
        return false;
      }
    }
    while (symbol < symbols.length && symbols[symbol] == RUN) {
      symbol++;
    }
    return symbol == symbols.length;
  }

  private boolean meets(int symbol, int c) {
    return symbol == ONE || symbol == c || (ignoreCase && symbol == LetterCase.fold(c));
  }
}

package io.vecstore.text.token;

import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;

/**
 * Words by the default rules of Unicode's annex 29, §4.1, without its tables: the classes follow
 * from the JDK's. "can't", "3.14" and "snake_case" are one token each, an ideograph and a hiragana
 * are a token each, a colon separates. What holds no letter, digit or ideograph is no token.
 */
public final class UnicodeTokenizer implements Tokenizer {

  private CharSequence text = "";
  private int at;

  /** Creates a tokenizer of the empty text. */
  public UnicodeTokenizer() {}

  @Override
  public void reset(CharSequence text) {
    this.text = text;
    at = 0;
  }

  @Override
  public boolean next(Token token) {
    int size = text.length();
    while (at < size) {
      int start = at;
      int point = Character.codePointAt(text, at);
      WordClass first = WordClass.of(point);
      at += Character.charCount(point);
      boolean word =
          switch (first) {
            case LETTER, DIGIT, CONNECTOR, KATAKANA -> joined(first, start);
            case SOUTH_EAST_ASIAN -> run(start);
            case SINGLE -> extended(start);
            default -> false;
          };
      if (word) {
        token.set(text, start, at);
        return true;
      }
    }
    return false;
  }

  /**
   * Takes what joins to the first code point; returns whether there is more in it than connectors.
   */
  private boolean joined(WordClass first, int start) {
    WordClass before = first;
    boolean solid = first != WordClass.CONNECTOR;
    while (at < text.length()) {
      int point = Character.codePointAt(text, at);
      int end = at + Character.charCount(point);
      WordClass here = WordClass.of(point);
      if (isMiddle(here)) {
        end = acrossMiddle(before, here, end);
        here = before;
      } else if (here != WordClass.EXTEND && !joins(before, here)) {
        break;
      }
      if (end < 0 || end - start > MAX_TERM) {
        break;
      }
      if (here != WordClass.EXTEND) {
        before = here;
        solid |= here != WordClass.CONNECTOR;
      }
      at = end;
    }
    return solid;
  }

  private static boolean isMiddle(WordClass here) {
    return here == WordClass.MID_BOTH
        || here == WordClass.MID_LETTER
        || here == WordClass.MID_DIGIT;
  }

  /**
   * Returns one past the code point that a middle joins to what is before, or -1 (WB6, 7, 11, 12).
   */
  private int acrossMiddle(WordClass before, WordClass middle, int after) {
    WordClass wanted =
        middle == WordClass.MID_BOTH
            ? before
            : middle == WordClass.MID_LETTER ? WordClass.LETTER : WordClass.DIGIT;
    if (before != wanted || (before != WordClass.LETTER && before != WordClass.DIGIT)) {
      return -1;
    }
    int next = after;
    while (next < text.length()) {
      int point = Character.codePointAt(text, next);
      WordClass here = WordClass.of(point);
      next += Character.charCount(point);
      if (here != WordClass.EXTEND) {
        return here == wanted ? next : -1;
      }
      if (next - after > MAX_TERM) {
        return -1;
      }
    }
    return -1;
  }

  /** WB5, 8, 9, 10, 13, 13a, 13b. */
  private static boolean joins(WordClass before, WordClass here) {
    return switch (here) {
      case LETTER, DIGIT -> before != WordClass.KATAKANA;
      case KATAKANA -> before == WordClass.KATAKANA || before == WordClass.CONNECTOR;
      case CONNECTOR -> true;
      default -> false;
    };
  }

  private boolean run(int start) {
    while (at < text.length()) {
      int point = Character.codePointAt(text, at);
      WordClass here = WordClass.of(point);
      int end = at + Character.charCount(point);
      if ((here != WordClass.SOUTH_EAST_ASIAN && here != WordClass.EXTEND)
          || end - start > MAX_TERM) {
        break;
      }
      at = end;
    }
    return true;
  }

  private boolean extended(int start) {
    while (at < text.length()) {
      int point = Character.codePointAt(text, at);
      int end = at + Character.charCount(point);
      if (WordClass.of(point) != WordClass.EXTEND || end - start > MAX_TERM) {
        break;
      }
      at = end;
    }
    return true;
  }
}

package io.vecstore.text.filter;

import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;

/**
 * Latin and Greek letters without diacritics, and ligatures as their letters. Other scripts are
 * left alone, for there a mark makes another letter.
 */
public final class FoldFilter implements Tokenizer {

  private final Tokenizer source;
  private final StringBuilder folded = new StringBuilder();

  /** Creates a filter of what another tokenizer gives. */
  public FoldFilter(Tokenizer source) {
    this.source = source;
  }

  @Override
  public void reset(CharSequence text) {
    source.reset(text);
  }

  @Override
  public boolean next(Token token) {
    if (!source.next(token)) {
      return false;
    }
    if (!isAscii(token)) {
      fold(token);
    }
    return true;
  }

  private static boolean isAscii(Token token) {
    int all = 0;
    for (int i = 0; i < token.length(); i++) {
      all |= token.chars()[i];
    }
    return all < 0x80;
  }

  private void fold(Token token) {
    folded.setLength(0);
    boolean foldable = false;
    for (int i = 0; i < token.length(); i++) {
      char unit = token.chars()[i];
      if (unit >= 0x300 && unit < 0x370) {
        if (!foldable) {
          folded.append(unit);
        }
        continue;
      }
      foldable = isFoldable(unit);
      if (unit < 0x80 || !foldable) {
        folded.append(unit);
      } else {
        fold(unit);
      }
    }
    if (!folded.isEmpty()) {
      token.term(folded);
    }
  }

  private static boolean isFoldable(char unit) {
    if (Character.isSurrogate(unit)) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(unit);
    return script == UnicodeScript.LATIN || script == UnicodeScript.GREEK || unit < 0x80;
  }

  private void fold(char unit) {
    String letters =
        switch (unit) {
          case 'ß' -> "ss";
          case 'ẞ' -> "SS";
          case 'æ' -> "ae";
          case 'Æ' -> "AE";
          case 'œ' -> "oe";
          case 'Œ' -> "OE";
          case 'ø' -> "o";
          case 'Ø' -> "O";
          case 'ł' -> "l";
          case 'Ł' -> "L";
          case 'đ', 'ð' -> "d";
          case 'Đ', 'Ð' -> "D";
          case 'ħ' -> "h";
          case 'ı' -> "i";
          case 'þ' -> "th";
          case 'Þ' -> "TH";
          default -> "";
        };
    if (!letters.isEmpty()) {
      folded.append(letters);
      return;
    }
    String decomposed = Normalizer.normalize(Character.toString(unit), Normalizer.Form.NFKD);
    for (int i = 0; i < decomposed.length(); i++) {
      char part = decomposed.charAt(i);
      if (part < 0x300 || part >= 0x370) {
        folded.append(part);
      }
    }
  }
}

package io.vecstore.core.filter.token;

import io.vecstore.core.filter.token.Token.Kind;
import io.vecstore.core.model.FieldPath;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the text of a filter into words. Never fails: what makes no word becomes a {@link Kind#BAD}
 * token.
 */
public final class Lexer {

  private static final List<String> SYMBOLS =
      List.of(
          "==", "!=", "<>", ">=", "<=", "&&", "||", "=", ">", "<", "(", ")", "[", "]", ",", ".",
          "@", "!", "?");
  private static final String OPERATOR_CHARACTERS = "=!<>~&|+*/%^$#;\\{}:-";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  Lexer(String text) {
    this.text = text;
  }

  /** Returns the words in order; the last is {@link Kind#END}. */
  List<Token> tokens() {
    while (true) {
      while (at < text.length() && isSpace(text.charAt(at))) {
        at++;
      }
      if (at == text.length()) {
        add(Kind.END, "", at);
        return tokens;
      }
      next();
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private void next() {
    char c = text.charAt(at);
    if (FieldPath.isWordStart(c)) {
      int from = at;
      skipWord();
      add(Kind.WORD, text.substring(from, at), from);
    } else if (isDigit(at) || (c == '-' && isDigit(at + 1))) {
      number();
    } else if (c == '\'' || c == '"') {
      string(c);
    } else if (c == '`') {
      quoted();
    } else if (c == ':' && at + 1 < text.length() && FieldPath.isWordStart(text.charAt(at + 1))) {
      int from = at++;
      skipWord();
      add(Kind.PARAMETER, text.substring(from + 1, at), from);
    } else {
      symbol();
    }
  }

  private void skipWord() {
    while (at < text.length() && FieldPath.isWordPart(text.charAt(at))) {
      at++;
    }
  }

  private void number() {
    int from = at++;
    skipDigits();
    boolean bad = false;
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      bad = !isDigit(at);
      skipDigits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
        at++;
      }
      bad |= !isDigit(at);
      skipDigits();
    }
    int end = at;
    skipWord();
    if (bad || end < at) {
      add(Kind.BAD, "the number " + shown(text.substring(from, at)) + " is not one", from);
    } else {
      add(Kind.NUMBER, text.substring(from, at), from);
    }
  }

  private void skipDigits() {
    while (isDigit(at)) {
      at++;
    }
  }

  private boolean isDigit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private void string(char quote) {
    int from = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        if (!escape(value, text.charAt(at++))) {
          add(Kind.BAD, "the escape \\" + text.charAt(at - 1) + " is unknown", at - 2);
          return;
        }
      } else if (c != quote) {
        value.append(c);
      } else if (at < text.length() && text.charAt(at) == quote) {
        value.append(quote);
        at++;
      } else {
        add(Kind.STRING, value.toString(), from);
        return;
      }
    }
    add(Kind.BAD, "the text that starts here has no closing " + quote, from);
  }

  private static boolean escape(StringBuilder value, char c) {
    switch (c) {
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      case 'r' -> value.append('\r');
      case '\\', '\'', '"' -> value.append(c);
      // Kept with the backslash: what LIKE needs to see.
      case '%', '_' -> value.append('\\').append(c);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void quoted() {
    int from = at++;
    StringBuilder key = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '`') {
        key.append(c);
      } else if (at < text.length() && text.charAt(at) == '`') {
        key.append(c);
        at++;
      } else {
        add(Kind.QUOTED, key.toString(), from);
        return;
      }
    }
    add(Kind.BAD, "the name that starts here has no closing backquote", from);
  }

  private void symbol() {
    int from = at;
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at) && !isLongerOperator(symbol)) {
        at += symbol.length();
        add(Kind.SYMBOL, symbol, from);
        return;
      }
    }
    while (isOperatorCharacter(at)) {
      at++;
    }
    at = at > from ? at : at + Character.charCount(text.codePointAt(at));
    add(Kind.BAD, "unknown operator " + shown(text.substring(from, at)), from);
  }

  private boolean isOperatorCharacter(int index) {
    return index < text.length() && OPERATOR_CHARACTERS.indexOf(text.charAt(index)) >= 0;
  }

  /** Tells {@code =} from the start of {@code =~}, but not from {@code =-1}. */
  private boolean isLongerOperator(String symbol) {
    int rest = at + symbol.length();
    return isOperatorCharacter(at)
        && isOperatorCharacter(rest)
        && "=~<>&|*^".indexOf(text.charAt(rest)) >= 0;
  }

  /** Returns text as an error shows it: in quotes, and cut where it is long. */
  public static String shown(String text) {
    int length = Math.min(text.length(), 40);
    if (length < text.length() && Character.isHighSurrogate(text.charAt(length - 1))) {
      length--;
    }
    return "\"" + text.substring(0, length) + (length < text.length() ? "..." : "") + "\"";
  }

  private void add(Kind kind, String value, int start) {
    tokens.add(new Token(kind, value, start, at));
  }
}

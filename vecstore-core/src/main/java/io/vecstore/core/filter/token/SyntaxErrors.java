package io.vecstore.core.filter.token;

import io.vecstore.core.error.FilterSyntaxException;
import java.util.List;

/** Shows where a filter's text is wrong: the line, and a caret below the place. */
final class SyntaxErrors {

  private static final int AROUND = 60;

  private final String text;

  SyntaxErrors(String text) {
    this.text = text;
  }

  /**
   * Returns the error.
   *
   * @param code its stable name
   * @param offset the place
   * @param what what is wrong, without place
   * @param expected what could have stood there; may be empty
   */
  FilterSyntaxException at(String code, int offset, String what, List<String> expected) {
    String message =
        expected.isEmpty()
            ? what + " (" + place(offset) + ")"
            : what + " at " + place(offset) + "; expected " + String.join(" | ", expected);
    return new FilterSyntaxException(code, offset, expected, message + excerpt(offset));
  }

  private String place(int offset) {
    int line = 1;
    for (int i = 0; i < offset; i++) {
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    int column = text.codePointCount(lineStart(offset), offset) + 1;
    return (text.indexOf('\n') < 0 ? "" : "line " + line + ", ") + "column " + column;
  }

  private int lineStart(int offset) {
    return text.lastIndexOf('\n', offset - 1) + 1;
  }

  private String excerpt(int offset) {
    int newline = text.indexOf('\n', offset);
    int end = newline < 0 ? text.length() : newline;
    int from = boundary(Math.max(lineStart(offset), offset - AROUND));
    int to = boundary(Math.min(end, offset + AROUND));
    String before = (from > lineStart(offset) ? "..." : "") + text.substring(from, offset);
    String after = text.substring(offset, to) + (to < end ? "..." : "");
    String caret = " ".repeat(before.codePointCount(0, before.length())) + "^";
    return "\n  " + plain(before + after).stripTrailing() + "\n  " + caret;
  }

  private int boundary(int index) {
    boolean inside =
        index > 0
            && index < text.length()
            && Character.isLowSurrogate(text.charAt(index))
            && Character.isHighSurrogate(text.charAt(index - 1));
    return inside ? index + 1 : index;
  }

  /** One column a character, and nothing that moves a terminal's cursor. */
  private static String plain(String line) {
    StringBuilder plain = new StringBuilder(line);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (Character.isISOControl(c)) {
        plain.setCharAt(i, ' ');
      } else if (Character.isSurrogate(c) && Character.charCount(plain.codePointAt(i)) == 1) {
        plain.setCharAt(i, '\uFFFD');
      } else if (Character.isSurrogate(c)) {
        i++;
      }
    }
    return plain.toString();
  }
}

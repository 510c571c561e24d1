package io.vecstore.core.filter;

import io.vecstore.core.error.FilterSyntaxException;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.filter.token.Lexer;
import io.vecstore.core.filter.token.Token;
import io.vecstore.core.filter.token.Token.Kind;
import io.vecstore.core.filter.token.TokenCursor;
import io.vecstore.core.model.MetadataValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads what a field is compared with: values, lists, areas. */
final class ValueParser {

  private static final List<String> VALUE =
      List.of("a text in quotes", "a number", "TRUE", "FALSE", "TIMESTAMP", "DATE", ":name", "?");

  private final TokenCursor cursor;
  private final FilterLimits limits;

  ValueParser(TokenCursor cursor, FilterLimits limits) {
    this.cursor = cursor;
    this.limits = limits;
  }

  Operand value() {
    Token token = cursor.peek();
    return switch (token.kind()) {
      case STRING -> new Operand.Literal(string());
      case NUMBER -> new Operand.Literal(number());
      case PARAMETER -> new Operand.Parameter(cursor.take().text());
      case SYMBOL -> {
        if (!cursor.skipSymbol("?")) {
          throw cursor.unexpected("unexpected", VALUE);
        }
        yield new Operand.Parameter(Integer.toString(cursor.nextQuestion()));
      }
      case WORD -> new Operand.Literal(worded(token));
      default -> throw cursor.unexpected("unexpected", VALUE);
    };
  }

  private MetadataValue worded(Token word) {
    return switch (word.upper()) {
      case "TRUE", "FALSE" -> {
        cursor.take();
        yield new MetadataValue.Bool(word.isWord("TRUE"));
      }
      case "TIMESTAMP", "DATE" -> {
        cursor.take();
        yield moment(word.isWord("DATE"));
      }
      case "NULL" ->
          throw cursor.wrong("null-value", "nothing compares with NULL", List.of("IS NULL"));
      default ->
          throw cursor.wrong(
              "bare-word",
              "the word " + Lexer.shown(word.text()) + " is no value; text needs quotes",
              VALUE);
    };
  }

  private MetadataValue.Text string() {
    Token token = cursor.take();
    try {
      return new MetadataValue.Text(token.text());
    } catch (InvalidInputException e) {
      throw cursor.wrongAt(token, "bad-text", String.valueOf(e.getMessage()));
    }
  }

  private MetadataValue number() {
    Token token = cursor.take();
    boolean whole = token.text().chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    try {
      if (whole) {
        return new MetadataValue.Int(Long.parseLong(token.text()));
      }
      return new MetadataValue.Real(Double.parseDouble(token.text()));
    } catch (NumberFormatException | InvalidInputException e) {
      String range = whole ? "a whole number of 64 bits" : "a double";
      throw cursor.wrongAt(
          token, "number-range", Lexer.shown(token.text()) + " is too large for " + range);
    }
  }

  private MetadataValue moment(boolean date) {
    Token token = cursor.peek();
    if (token.kind() != Kind.STRING) {
      throw cursor.unexpected("unexpected", List.of("a moment in quotes"));
    }
    cursor.take();
    try {
      return MetadataValue.Timestamp.of(date ? day(token.text()) : instant(token.text()));
    } catch (DateTimeException | InvalidInputException e) {
      throw cursor.wrongAt(
          token,
          "bad-moment",
          Lexer.shown(token.text())
              + (date ? " is no date as '2024-01-31'" : " is no moment as '2024-01-31T12:00:00Z'"));
    }
  }

  private static Instant day(String text) {
    return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static Instant instant(String text) {
    if (text.indexOf('T') < 0 && text.indexOf('t') < 0) {
      return day(text);
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      // The printer writes the years that an OffsetDateTime cannot hold as an Instant does.
      return text.endsWith("Z")
          ? Instant.parse(text)
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
  }

  /** Reads a list in brackets or parentheses, or a parameter that stands for one. */
  List<Operand> list() {
    if (cursor.peek().kind() == Kind.PARAMETER) {
      return List.of(new Operand.ListParameter(cursor.take().text()));
    }
    if (cursor.skipSymbol("?")) {
      return List.of(new Operand.ListParameter(Integer.toString(cursor.nextQuestion())));
    }
    boolean bracket = cursor.skipSymbol("[");
    if (!bracket && !cursor.skipSymbol("(")) {
      throw cursor.unexpected("unexpected", List.of("[", "(", ":name", "?"));
    }
    String close = bracket ? "]" : ")";
    List<Operand> values = new ArrayList<>();
    if (cursor.skipSymbol(close)) {
      return values;
    }
    do {
      if (values.size() == limits.listLength()) {
        throw cursor.wrong(
            "list-too-long", "more than " + limits.listLength() + " values", List.of());
      }
      values.add(value());
    } while (cursor.skipSymbol(","));
    if (!cursor.skipSymbol(close)) {
      throw cursor.unexpected("unexpected", List.of(",", close));
    }
    return values;
  }

  /** Reads a text, or a parameter for one. */
  Operand text() {
    Token token = cursor.peek();
    boolean fits =
        token.kind() == Kind.STRING || token.kind() == Kind.PARAMETER || token.isSymbol("?");
    if (!fits) {
      throw cursor.unexpected("unexpected", List.of("a text in quotes", ":name", "?"));
    }
    return value();
  }

  /** Reads the character after ESCAPE, and returns the pattern with a backslash in its place. */
  Operand escaped(Token at, Operand pattern) {
    Token token = cursor.peek();
    if (token.kind() != Kind.STRING
        || token.text().codePointCount(0, token.text().length()) != 1
        || "%_".contains(token.text())) {
      throw cursor.unexpected("bad-escape", List.of("one character in quotes, not % or _"));
    }
    if (!(pattern instanceof Operand.Literal(MetadataValue.Text(String text)))) {
      throw cursor.wrong("bad-escape", "ESCAPE after a parameter", List.of());
    }
    cursor.take();
    return Operand.of(withBackslashes(at, text, token.text()));
  }

  private String withBackslashes(Token at, String pattern, String escape) {
    if (escape.equals("\\")) {
      return pattern;
    }
    StringBuilder result = new StringBuilder();
    int i = 0;
    while (i < pattern.length()) {
      if (pattern.startsWith(escape, i)) {
        i += escape.length();
        if (i == pattern.length()) {
          throw cursor.wrongAt(at, "bad-pattern", "the pattern ends with its escape character");
        }
        result.append('\\');
      } else if (pattern.charAt(i) == '\\') {
        result.append('\\');
      }
      int next = pattern.codePointAt(i);
      result.appendCodePoint(next);
      i += Character.charCount(next);
    }
    return result.toString();
  }

  Area area() {
    Token name = cursor.peek();
    if (!name.isWord("CIRCLE") && !name.isWord("BOX") && !name.isWord("POLYGON")) {
      throw cursor.unexpected("unexpected", List.of("CIRCLE", "BOX", "POLYGON"));
    }
    cursor.take();
    cursor.require("(");
    List<Double> numbers = new ArrayList<>();
    do {
      numbers.add(degrees());
    } while (cursor.skipSymbol(","));
    if (!cursor.skipSymbol(")")) {
      throw cursor.unexpected("unexpected", List.of(",", ")"));
    }
    try {
      return area(name, numbers);
    } catch (FilterSyntaxException e) {
      throw e;
    } catch (InvalidInputException e) {
      throw cursor.wrongAt(name, "bad-area", String.valueOf(e.getMessage()));
    }
  }

  private double degrees() {
    if (cursor.peek().kind() != Kind.NUMBER) {
      throw cursor.unexpected("unexpected", List.of("a number"));
    }
    return switch (number()) {
      case MetadataValue.Int(long whole) -> (double) whole;
      case MetadataValue.Real(double real) -> real;
      default -> throw new AssertionError("a number is long or double");
    };
  }

  private Area area(Token name, List<Double> n) {
    return switch (name.upper()) {
      case "CIRCLE" -> {
        requireCount(name, n, 3, "latitude, longitude, metres");
        yield new Area.Circle(new Area.Point(n.get(0), n.get(1)), n.get(2));
      }
      case "BOX" -> {
        requireCount(name, n, 4, "south, west, north, east");
        yield new Area.Box(n.get(0), n.get(1), n.get(2), n.get(3));
      }
      default -> new Area.Polygon(corners(name, n));
    };
  }

  private List<Area.Point> corners(Token name, List<Double> numbers) {
    if (numbers.size() % 2 != 0) {
      throw badArea(name, "a polygon of an odd count of numbers, expected pairs");
    }
    List<Area.Point> corners = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i += 2) {
      corners.add(new Area.Point(numbers.get(i), numbers.get(i + 1)));
    }
    return corners;
  }

  private void requireCount(Token name, List<Double> numbers, int count, String which) {
    if (numbers.size() != count) {
      throw badArea(name, name.upper() + " of " + numbers.size() + " numbers, expected " + which);
    }
  }

  private FilterSyntaxException badArea(Token name, String what) {
    return cursor.wrongAt(name, "bad-area", what);
  }
}

package io.vecstore.core.filter.token;

import io.vecstore.core.error.FilterSyntaxException;
import io.vecstore.core.filter.token.Token.Kind;
import java.util.List;

/** A place between the words of a filter, and the errors that point at it. */
public final class TokenCursor {

  private final List<Token> tokens;
  private final SyntaxErrors errors;
  private int at;
  private int questions;

  private TokenCursor(String text) {
    this.tokens = new Lexer(text).tokens();
    this.errors = new SyntaxErrors(text);
  }

  /**
   * Returns the place before the first word.
   *
   * @throws FilterSyntaxException if the text is longer than {@code limit}
   */
  public static TokenCursor over(String text, int limit) {
    if (text.length() > limit) {
      String what =
          "a filter of %d characters, expected at most %d".formatted(text.length(), limit);
      throw new FilterSyntaxException("too-long", limit, List.of(), what);
    }
    return new TokenCursor(text);
  }

  /** Returns the next word. */
  public Token peek() {
    return tokens.get(at);
  }

  /** Returns the word after the next, or the end. */
  public Token peekSecond() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  /** Returns the next word and goes past it; stays at the end. */
  public Token take() {
    Token token = peek();
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  /** Counts the question marks; returns the number of this one, from 1. */
  public int nextQuestion() {
    return ++questions;
  }

  /** Goes past the next word if it is this keyword; returns whether it is. */
  public boolean skipWord(String keyword) {
    boolean found = peek().isWord(keyword);
    at += found ? 1 : 0;
    return found;
  }

  /** Goes past the next word if it is this symbol; returns whether it is. */
  public boolean skipSymbol(String symbol) {
    boolean found = peek().isSymbol(symbol);
    at += found ? 1 : 0;
    return found;
  }

  /**
   * Goes past a symbol.
   *
   * @throws FilterSyntaxException if another word is next
   */
  public void require(String symbol) {
    if (!skipSymbol(symbol)) {
      throw unexpected("unexpected", List.of(symbol));
    }
  }

  /** Returns the error that the next word should be another. */
  public FilterSyntaxException unexpected(String code, List<String> expected) {
    Token token = peek();
    return switch (token.kind()) {
      case BAD ->
          token.text().startsWith("unknown operator")
              ? wrong("unknown-operator", token.text(), expected)
              : wrong("bad-word", token.text(), List.of());
      case END -> wrong("unexpected-end", "the filter ends too early", expected);
      case STRING -> wrong(code, "unexpected text " + Lexer.shown(token.text()), expected);
      default -> wrong(code, "unexpected " + Lexer.shown(token.text()), expected);
    };
  }

  /** Returns an error at the next word. */
  public FilterSyntaxException wrong(String code, String what, List<String> expected) {
    return errors.at(code, peek().start(), what, expected);
  }

  /** Returns an error at a word. */
  public FilterSyntaxException wrongAt(Token token, String code, String what) {
    return errors.at(code, token.start(), what, List.of());
  }
}

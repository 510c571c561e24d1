package io.vecstore.core.filter;

import io.vecstore.core.error.FilterSyntaxException;
import io.vecstore.core.filter.Token.Kind;
import java.util.List;

/** A place between the words of a filter, and the errors that point at it. */
final class TokenCursor {

  private final List<Token> tokens;
  private final SyntaxErrors errors;
  private int at;
  private int questions;

  private TokenCursor(String text) {
    this.tokens = new FilterLexer(text).tokens();
    this.errors = new SyntaxErrors(text);
  }

  static TokenCursor over(String text, FilterLimits limits) {
    if (text.length() > limits.textLength()) {
      String what =
          "a filter of %d characters, expected at most %d"
              .formatted(text.length(), limits.textLength());
      throw new FilterSyntaxException("too-long", limits.textLength(), List.of(), what);
    }
    return new TokenCursor(text);
  }

  Token peek() {
    return tokens.get(at);
  }

  /** Returns the word after the next, or the end. */
  Token peekSecond() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token take() {
    Token token = peek();
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  /** Counts the question marks; returns the number of this one, from 1. */
  int nextQuestion() {
    return ++questions;
  }

  boolean skipWord(String keyword) {
    boolean found = peek().isWord(keyword);
    at += found ? 1 : 0;
    return found;
  }

  boolean skipSymbol(String symbol) {
    boolean found = peek().isSymbol(symbol);
    at += found ? 1 : 0;
    return found;
  }

  void require(String symbol) {
    if (!skipSymbol(symbol)) {
      throw unexpected("unexpected", List.of(symbol));
    }
  }

  /** Returns the error that the next word should be another. */
  FilterSyntaxException unexpected(String code, List<String> expected) {
    Token token = peek();
    return switch (token.kind()) {
      case BAD -> errors.at(badCode(token), token.start(), token.text(), expected);
      case END -> wrong("unexpected-end", "the filter ends too early", expected);
      case STRING -> wrong(code, "unexpected text " + FilterLexer.shown(token.text()), expected);
      default -> wrong(code, "unexpected " + FilterLexer.shown(token.text()), expected);
    };
  }

  private static String badCode(Token token) {
    return token.text().startsWith("unknown operator") ? "unknown-operator" : "bad-word";
  }

  /** Returns an error at the next word. */
  FilterSyntaxException wrong(String code, String what, List<String> expected) {
    return errors.at(code, peek().start(), what, expected);
  }

  /** Returns an error at a word. */
  FilterSyntaxException wrongAt(Token token, String code, String what) {
    return errors.at(code, token.start(), what, List.of());
  }
}

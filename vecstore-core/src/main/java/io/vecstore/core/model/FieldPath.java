package io.vecstore.core.model;

import io.vecstore.core.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * The way to a value inside a document's metadata: {@code author.name}, {@code tags[0]}, {@code
 * items[].price}. A key that is not a plain word is written in backquotes, and a backquote in it
 * twice. Immutable.
 *
 * @param steps from the document down; the first is a key, or {@link Element} for the element that
 *     {@code ANY} and {@code ALL} look at
 */
public record FieldPath(List<Step> steps) {

  /** The most steps that a path may have: as deep as metadata may be nested. */
  public static final int MAX_STEPS = 2 * Metadata.MAX_DEPTH;

  /** One step down. */
  public sealed interface Step {}

  /** Into the field of an object. */
  public record Key(String name) implements Step {}

  /** Into one element of an array, counted from 0. */
  public record Index(int at) implements Step {}

  /** Into every element of an array. */
  public enum Each implements Step {
    /** Written {@code []}. */
    EACH
  }

  /** To the element at hand inside {@code ANY} and {@code ALL}. */
  public enum Element implements Step {
    /** Written {@code @}. */
    ELEMENT
  }

  /** Copies the list. */
  public FieldPath {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.size() > MAX_STEPS) {
      throw new InvalidInputException(
          "a path of " + steps.size() + " steps, expected 1 to " + MAX_STEPS);
    }
    for (int i = 0; i < steps.size(); i++) {
      boolean head = steps.get(i) instanceof Element;
      if (i == 0 ? !head && !(steps.get(0) instanceof Key) : head) {
        throw new InvalidInputException("a path starts with a key or with @: " + steps);
      }
    }
  }

  /**
   * Reads a path.
   *
   * @throws InvalidInputException if the text is not a path; the message shows where
   */
  public static FieldPath parse(String text) {
    return new FieldPath(new PathReader(text).read());
  }

  /** Returns the path to one field of the document. */
  public static FieldPath of(String key) {
    return new FieldPath(List.of(new Key(key)));
  }

  /** Returns this path and one step more. */
  public FieldPath then(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new FieldPath(longer);
  }

  /** Returns the path as it is written; parsing it gives the same path. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      switch (step) {
        case Key key -> text.append(text.isEmpty() ? "" : ".").append(written(key.name()));
        case Index index -> text.append('[').append(index.at()).append(']');
        case Each each -> text.append("[]");
        case Element element -> text.append('@');
      }
    }
    return text.toString();
  }

  private static String written(String key) {
    return isWord(key) ? key : quoted(key);
  }

  /** Returns a key in backquotes. */
  public static String quoted(String key) {
    return "`" + key.replace("`", "``") + "`";
  }

  /** Returns whether a character may start a key that is written without backquotes. */
  public static boolean isWordStart(char c) {
    return c == '_' || Character.isLetter(c);
  }

  /** Returns whether a character may follow in a key that is written without backquotes. */
  public static boolean isWordPart(char c) {
    return c == '_' || c == '-' || Character.isLetterOrDigit(c);
  }

  /** Returns whether a key may be written without backquotes. */
  public static boolean isWord(String key) {
    return !key.isEmpty()
        && isWordStart(key.charAt(0))
        && key.chars().allMatch(c -> isWordPart((char) c));
  }
}

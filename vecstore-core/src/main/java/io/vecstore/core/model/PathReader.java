package io.vecstore.core.model;

import io.vecstore.core.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/** Reads the text of a {@link FieldPath}. */
final class PathReader {

  private final String text;
  private int at;

  PathReader(String text) {
    this.text = text;
  }

  List<FieldPath.Step> read() {
    List<FieldPath.Step> steps = new ArrayList<>();
    if (next('@')) {
      steps.add(FieldPath.Element.ELEMENT);
    } else {
      steps.add(key());
    }
    while (at < text.length() && steps.size() <= FieldPath.MAX_STEPS) {
      steps.add(next('.') ? key() : subscript());
    }
    return steps;
  }

  private FieldPath.Key key() {
    if (next('`')) {
      return new FieldPath.Key(quoted());
    }
    int from = at;
    if (at == text.length() || !FieldPath.isWordStart(text.charAt(at))) {
      throw wrong("a key");
    }
    while (at < text.length() && FieldPath.isWordPart(text.charAt(at))) {
      at++;
    }
    return new FieldPath.Key(text.substring(from, at));
  }

  private String quoted() {
    StringBuilder key = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '`') {
        key.append(c);
      } else if (next('`')) {
        key.append('`');
      } else {
        return key.toString();
      }
    }
    throw wrong("a closing backquote");
  }

  private FieldPath.Step subscript() {
    if (!next('[')) {
      throw wrong("'.' or '['");
    }
    if (next(']')) {
      return FieldPath.Each.EACH;
    }
    int from = at;
    while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0) {
      at++;
    }
    if (from == at || at - from > 9) {
      throw wrong("an index below 1000000000");
    }
    int index = Integer.parseInt(text.substring(from, at));
    if (!next(']')) {
      throw wrong("']'");
    }
    return new FieldPath.Index(index);
  }

  private boolean next(char c) {
    boolean found = at < text.length() && text.charAt(at) == c;
    at += found ? 1 : 0;
    return found;
  }

  private InvalidInputException wrong(String expected) {
    return new InvalidInputException(
        "the path \"" + text + "\" is not one: expected " + expected + " at offset " + at);
  }
}

package io.vecstore.text.context;

import io.vecstore.core.error.InvalidInputException;

/**
 * A piece of a document that was found: {@code original.substring(start, end)}.
 *
 * @param document what the piece is cited as, for example a file name
 * @param start where it starts in the document, in UTF-16 units
 * @param end one past where it ends
 * @param text the piece
 * @param score how well it answers, higher is better
 */
public record Passage(String document, int start, int end, String text, double score) {

  /** Checks that the text is as long as the place says. */
  public Passage {
    if (start < 0 || end - start != text.length()) {
      throw new InvalidInputException(
          document
              + " ["
              + start
              + ", "
              + end
              + ") does not hold "
              + text.length()
              + " characters");
    }
  }

  /** Returns whether the other one is of the same document and overlaps or touches this one. */
  public boolean meets(Passage other) {
    return document.equals(other.document) && start <= other.end && other.start <= end;
  }

  /** Returns what this and a passage that it meets cover together, with the better score. */
  public Passage joined(Passage other) {
    Passage first = start <= other.start ? this : other;
    Passage second = start <= other.start ? other : this;
    double best = Math.max(score, other.score);
    if (second.end <= first.end) {
      return new Passage(document, first.start, first.end, first.text, best);
    }
    String whole = first.text + second.text.substring(first.end - second.start);
    return new Passage(document, first.start, second.end, whole, best);
  }
}

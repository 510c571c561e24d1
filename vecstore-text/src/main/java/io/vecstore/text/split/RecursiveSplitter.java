package io.vecstore.text.split;

import io.vecstore.core.error.InvalidInputException;
import java.util.List;

/**
 * Cuts at the coarsest boundary that makes the pieces short enough: paragraphs, lines, sentences,
 * words, characters.
 *
 * @param size the longest piece, overlap included, at least 1
 * @param overlap how much of a piece may be said again at the beginning of the next, in [0, size);
 *     whole parts only
 * @param measure what size and overlap are measured in
 */
public record RecursiveSplitter(int size, int overlap, TextMeasure measure)
    implements TextSplitter {

  /** Checks the ranges. */
  public RecursiveSplitter {
    check(size, overlap);
  }

  /** Returns a copy with another overlap, in [0, size). */
  public RecursiveSplitter overlap(int most) {
    return new RecursiveSplitter(size, most, measure);
  }

  /** Returns a copy that measures otherwise; size and overlap are the same numbers. */
  public RecursiveSplitter measuredBy(TextMeasure other) {
    return new RecursiveSplitter(size, overlap, other);
  }

  @Override
  public List<Chunk> split(String text) {
    Packer packer = new Packer(text, size, overlap, measure);
    packer.pack(List.of(new Span(0, text.length())), List.of(Grain.values()));
    return Packer.chunks(text, packer.packed());
  }

  static void check(int size, int overlap) {
    if (size < 1 || overlap < 0 || overlap >= size) {
      throw new InvalidInputException(
          "a size of " + size + " with an overlap of " + overlap + ": 0 <= overlap < size");
    }
  }
}

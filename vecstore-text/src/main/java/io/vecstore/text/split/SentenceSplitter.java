package io.vecstore.text.split;

import java.util.List;

/**
 * Cuts between sentences, whatever lines and paragraphs are; a sentence that is too long is cut
 * between words.
 *
 * @param size the longest piece, overlap included, at least 1
 * @param overlap how much of a piece may be said again at the beginning of the next, in [0, size);
 *     whole sentences only
 * @param measure what size and overlap are measured in
 */
public record SentenceSplitter(int size, int overlap, TextMeasure measure) implements TextSplitter {

  /** Checks the ranges. */
  public SentenceSplitter {
    RecursiveSplitter.check(size, overlap);
  }

  /** Returns a copy with another overlap, in [0, size). */
  public SentenceSplitter overlap(int most) {
    return new SentenceSplitter(size, most, measure);
  }

  /** Returns a copy that measures otherwise; size and overlap are the same numbers. */
  public SentenceSplitter measuredBy(TextMeasure other) {
    return new SentenceSplitter(size, overlap, other);
  }

  @Override
  public List<Chunk> split(String text) {
    Packer packer = new Packer(text, size, overlap, measure);
    packer.pack(
        Grain.SENTENCE.cut(text, new Span(0, text.length())), List.of(Grain.WORD, Grain.CHARACTER));
    return Packer.chunks(text, packer.packed());
  }
}

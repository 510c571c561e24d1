package io.vecstore.text.split;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts Markdown (CommonMark 0.31, with tables and front matter) at its headings, and within a
 * section between blocks. A piece begins with its heading where that is right above it; the
 * headings above that are its context, joined by " > ". A code block, a table or a list is cut only
 * if it is too long by itself.
 *
 * @param size the longest piece, at least 1
 * @param measure what it is measured in
 */
public record MarkdownSplitter(int size, TextMeasure measure) implements TextSplitter {

  /** Checks the range. */
  public MarkdownSplitter {
    RecursiveSplitter.check(size, 0);
  }

  /** Returns a copy that measures otherwise; the size is the same number. */
  public MarkdownSplitter measuredBy(TextMeasure other) {
    return new MarkdownSplitter(size, other);
  }

  @Override
  public List<Chunk> split(String text) {
    List<Chunk> chunks = new ArrayList<>();
    for (MarkdownSections.Section section : MarkdownSections.of(text)) {
      Packer packer = new Packer(text, size, 0, measure);
      packer.pack(
          section.blocks(), List.of(Grain.LINE, Grain.SENTENCE, Grain.WORD, Grain.CHARACTER));
      for (Span span : packer.packed()) {
        chunks.add(
            new Chunk(
                chunks.size(),
                span.start(),
                span.end(),
                text.substring(span.start(), span.end()),
                String.join(" > ", section.headings())));
      }
    }
    return chunks;
  }
}

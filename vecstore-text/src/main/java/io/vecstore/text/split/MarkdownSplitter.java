package io.vecstore.text.split;

import java.util.ArrayList;
import java.util.List;

/** Cuts Markdown at its headings, and within a section between blocks. */
record MarkdownSplitter() implements TextSplitter.Strategy {

  @Override
  public List<Chunk> split(String text, TextSplitter.Limits limits) {
    List<Chunk> chunks = new ArrayList<>();
    for (MarkdownSections.Section section : MarkdownSections.of(text)) {
      Packer packer = new Packer(text, limits);
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

package io.vecstore.text.split;

import java.util.List;

/** Cuts between sentences; a sentence that is too long is cut between words. */
record SentenceSplitter() implements TextSplitter.Strategy {

  @Override
  public List<Chunk> split(String text, TextSplitter.Limits limits) {
    Packer packer = new Packer(text, limits);
    packer.pack(
        Grain.SENTENCE.cut(text, new Span(0, text.length())), List.of(Grain.WORD, Grain.CHARACTER));
    return Packer.chunks(text, packer.packed());
  }
}

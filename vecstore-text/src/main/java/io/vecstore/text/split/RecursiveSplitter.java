package io.vecstore.text.split;

import java.util.List;

/** Cuts at the coarsest boundary that makes the pieces short enough. */
record RecursiveSplitter() implements TextSplitter.Strategy {

  @Override
  public List<Chunk> split(String text, TextSplitter.Limits limits) {
    Packer packer = new Packer(text, limits);
    packer.pack(List.of(new Span(0, text.length())), List.of(Grain.values()));
    return Packer.chunks(text, packer.packed());
  }
}

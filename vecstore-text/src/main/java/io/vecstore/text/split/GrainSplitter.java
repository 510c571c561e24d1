package io.vecstore.text.split;

import java.util.Arrays;
import java.util.List;

/**
 * Cuts between parts of one kind, whatever coarser parts there are; inside a part only if it is too
 * long.
 */
record GrainSplitter(Grain grain) implements TextSplitter.Strategy {

  @Override
  public List<Chunk> split(String text, TextSplitter.Limits limits) {
    List<Grain> all = Arrays.asList(Grain.values());
    Packer packer = new Packer(text, limits);
    packer.pack(
        grain.cut(text, new Span(0, text.length())),
        all.subList(all.indexOf(grain) + 1, all.size()));
    return Packer.chunks(text, packer.packed());
  }
}

package io.vecstore.text.split;

import java.util.ArrayList;
import java.util.List;

/**
 * Packs spans that follow each other into pieces of limited length; a span that is too long by
 * itself is cut more finely.
 */
final class Packer {

  private final String text;
  private final int size;
  private final int overlap;
  private final TextMeasure measure;
  private final List<Span> packed = new ArrayList<>();

  Packer(String text, TextSplitter.Limits limits) {
    this.text = text;
    size = limits.size();
    overlap = limits.overlap();
    measure = limits.measure();
  }

  /** Returns what was packed so far, without white space at the ends. */
  List<Span> packed() {
    return packed;
  }

  /** Packs spans; what is too long is cut by the first of some grains that cuts it. */
  void pack(List<Span> spans, List<Grain> finer) {
    List<Span> run = new ArrayList<>();
    for (Span span : spans) {
      if (length(span) <= size) {
        run.add(span);
      } else {
        merge(run);
        run.clear();
        cut(span, finer);
      }
    }
    merge(run);
  }

  private void cut(Span span, List<Grain> grains) {
    if (grains.isEmpty()) {
      emit(span); // one character that is longer than a piece may be: it stays whole
      return;
    }
    List<Span> finer = grains.getFirst().cut(text, span);
    List<Grain> rest = grains.subList(1, grains.size());
    if (finer.size() == 1) {
      cut(span, rest);
    } else {
      pack(finer, rest);
    }
  }

  /**
   * Joins spans as long as they fit; the last ones of a piece begin the next, up to the overlap.
   */
  private void merge(List<Span> run) {
    int first = 0;
    while (first < run.size()) {
      int last = first;
      while (last + 1 < run.size() && fits(run.get(first), run.get(last + 1))) {
        last++;
      }
      emit(new Span(run.get(first).start(), run.get(last).end()));
      int next = last + 1;
      if (next == run.size()) {
        return;
      }
      int again = next;
      while (again - 1 > first && overlaps(run.get(again - 1), run.get(next))) {
        again--;
      }
      first = again;
    }
  }

  private boolean fits(Span first, Span last) {
    return length(new Span(first.start(), last.end())) <= size;
  }

  /** Whether the piece that begins with {@code next} may begin with what is before it. */
  private boolean overlaps(Span before, Span next) {
    return measure.length(text, before.start(), next.start()) <= overlap && fits(before, next);
  }

  private int length(Span span) {
    Span bare = span.strip(text);
    return measure.length(text, bare.start(), bare.end());
  }

  private void emit(Span span) {
    Span bare = span.strip(text);
    if (!bare.isEmpty()) {
      packed.add(bare);
    }
  }

  /** Returns spans as chunks, with a context. */
  static List<Chunk> chunks(String text, List<Span> spans) {
    List<Chunk> chunks = new ArrayList<>();
    for (Span span : spans) {
      String piece = text.substring(span.start(), span.end());
      chunks.add(new Chunk(chunks.size(), span.start(), span.end(), piece, ""));
    }
    return chunks;
  }
}

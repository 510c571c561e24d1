package io.vecstore.text.split;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts source code, of any language that indents, between declarations: before lines that are
 * indented least, so that a comment or an annotation stays with what it is above of, and a closing
 * brace with what it closes. What is too long is cut at the next deeper indentation. The context is
 * the lines that a piece is inside of, joined by " > ".
 *
 * @param size the longest piece, at least 1
 * @param measure what it is measured in
 */
public record CodeSplitter(int size, TextMeasure measure) implements TextSplitter {

  private static final int MAX_DEPTH = 8;

  /** Checks the range. */
  public CodeSplitter {
    RecursiveSplitter.check(size, 0);
  }

  /** Returns a copy that measures otherwise; the size is the same number. */
  public CodeSplitter measuredBy(TextMeasure other) {
    return new CodeSplitter(size, other);
  }

  @Override
  public List<Chunk> split(String text) {
    List<Chunk> chunks = new ArrayList<>();
    if (!text.isBlank()) {
      split(text, new Span(0, text.length()), List.of(), chunks);
    }
    return chunks;
  }

  private void split(String text, Span span, List<String> inside, List<Chunk> chunks) {
    List<Span> units = CodeUnits.of(text, span);
    List<Span> fitting = new ArrayList<>();
    for (Span unit : units) {
      Span bare = unit.strip(text);
      boolean fits = measure.length(text, bare.start(), bare.end()) <= size;
      if (fits || inside.size() == MAX_DEPTH) {
        fitting.add(unit);
        continue;
      }
      pack(text, fitting, inside, chunks);
      fitting.clear();
      Span body = CodeUnits.body(text, unit);
      if (body.isEmpty()) {
        pack(text, List.of(unit), inside, chunks);
        continue;
      }
      pack(text, List.of(new Span(unit.start(), body.start())), inside, chunks);
      List<String> deeper = new ArrayList<>(inside);
      deeper.add(CodeUnits.title(text, new Span(unit.start(), body.start())));
      split(text, body, deeper, chunks);
      pack(text, List.of(new Span(body.end(), unit.end())), inside, chunks);
    }
    pack(text, fitting, inside, chunks);
  }

  private void pack(String text, List<Span> units, List<String> inside, List<Chunk> chunks) {
    Packer packer = new Packer(text, size, 0, measure);
    packer.pack(units, List.of(Grain.PARAGRAPH, Grain.LINE, Grain.WORD, Grain.CHARACTER));
    for (Span span : packer.packed()) {
      chunks.add(
          new Chunk(
              chunks.size(),
              span.start(),
              span.end(),
              text.substring(span.start(), span.end()),
              String.join(" > ", inside)));
    }
  }
}

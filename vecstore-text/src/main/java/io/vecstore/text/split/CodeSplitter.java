package io.vecstore.text.split;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts source code between declarations: before lines that are indented least, so that a comment or
 * an annotation stays with what it is above of, and a closing brace with what it closes. What is
 * too long is cut at the next deeper indentation.
 */
record CodeSplitter() implements TextSplitter.Strategy {

  private static final int MAX_DEPTH = 8;

  @Override
  public List<Chunk> split(String text, TextSplitter.Limits limits) {
    Pieces pieces = new Pieces(text, limits);
    if (!text.isBlank()) {
      pieces.split(new Span(0, text.length()), List.of());
    }
    return pieces.chunks;
  }

  /** Gathers the pieces of one text. */
  private static final class Pieces {
    private final String text;
    private final TextSplitter.Limits limits;
    private final List<Chunk> chunks = new ArrayList<>();

    Pieces(String text, TextSplitter.Limits limits) {
      this.text = text;
      this.limits = limits;
    }

    private void split(Span span, List<String> inside) {
      List<Span> fitting = new ArrayList<>();
      for (Span unit : CodeUnits.of(text, span)) {
        if (fits(unit) || inside.size() == MAX_DEPTH) {
          fitting.add(unit);
          continue;
        }
        pack(fitting, inside);
        fitting.clear();
        cut(unit, inside);
      }
      pack(fitting, inside);
    }

    private boolean fits(Span unit) {
      Span bare = unit.strip(text);
      return limits.measure().length(text, bare.start(), bare.end()) <= limits.size();
    }

    private void cut(Span unit, List<String> inside) {
      Span body = CodeUnits.body(text, unit);
      if (body.isEmpty()) {
        pack(List.of(unit), inside);
        return;
      }
      Span head = new Span(unit.start(), body.start());
      pack(List.of(head), inside);
      List<String> deeper = new ArrayList<>(inside);
      deeper.add(CodeUnits.title(text, head));
      split(body, deeper);
      pack(List.of(new Span(body.end(), unit.end())), inside);
    }

    private void pack(List<Span> units, List<String> inside) {
      Packer packer = new Packer(text, limits);
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
}

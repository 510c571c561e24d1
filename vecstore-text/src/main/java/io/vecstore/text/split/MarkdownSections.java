package io.vecstore.text.split;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the blocks of Markdown under their headings. */
final class MarkdownSections {

  /**
   * What is between two headings.
   *
   * @param headings the headings that it is under, its own included, the highest first
   * @param blocks its blocks; the heading is part of the first
   */
  record Section(List<String> headings, List<Span> blocks) {}

  private final List<Section> sections = new ArrayList<>();
  private final List<String> headings = new ArrayList<>();
  private final List<Integer> levels = new ArrayList<>();
  private List<Span> blocks = new ArrayList<>();

  /** The headings right above what comes next, or null. */
  private @Nullable Span pending;

  private MarkdownSections() {}

  /** Returns the sections of a text, in order. */
  static List<Section> of(String text) {
    MarkdownSections reader = new MarkdownSections();
    for (MarkdownBlocks.Block block : MarkdownBlocks.of(text)) {
      if (block.level() > 0) {
        reader.heading(block);
      } else {
        reader.block(block.span());
      }
    }
    reader.close();
    return reader.sections;
  }

  private void heading(MarkdownBlocks.Block heading) {
    Span above = pending;
    if (above == null || levels.getLast() >= heading.level()) {
      close();
      above = heading.span();
    }
    pending = new Span(above.start(), heading.span().end());
    while (!levels.isEmpty() && levels.getLast() >= heading.level()) {
      levels.removeLast();
      headings.removeLast();
    }
    levels.add(heading.level());
    headings.add(heading.title());
  }

  private void block(Span span) {
    blocks.add(pending == null ? span : new Span(pending.start(), span.end()));
    pending = null;
  }

  private void close() {
    if (pending != null) {
      block(new Span(pending.end(), pending.end()));
    }
    if (!blocks.isEmpty()) {
      sections.add(new Section(List.copyOf(headings), List.copyOf(blocks)));
    }
    blocks = new ArrayList<>();
  }
}

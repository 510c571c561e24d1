package io.vecstore.text.search;

import io.vecstore.core.spi.MemorySections;
import io.vecstore.core.spi.Section;
import io.vecstore.text.Analyzer;
import io.vecstore.text.active.ActiveText;
import io.vecstore.text.postings.TextSegment;
import io.vecstore.text.segment.SealedText;
import io.vecstore.text.segment.TextMerge;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.IntStream;

/** Makes segments of texts. */
final class Segments {

  private Segments() {}

  static TextSegment active(Analyzer analyzer, List<String> texts) {
    ActiveText active = new ActiveText(analyzer);
    for (int row = 0; row < texts.size(); row++) {
      active.add(row, texts.get(row));
    }
    return active.segment(texts.size());
  }

  static TextSegment sealed(Analyzer analyzer, List<String> texts) {
    return merged(
        analyzer, texts.size(), List.of(active(analyzer, texts)), List.of(identity(texts.size())));
  }

  static TextSegment merged(
      Analyzer analyzer, int rows, List<TextSegment> sources, List<int[]> ordinals) {
    TextMerge merge = new TextMerge(analyzer.spec(), rows);
    for (int i = 0; i < sources.size(); i++) {
      merge.add(sources.get(i), ordinals.get(i));
    }
    return open(analyzer, rows, merge.build());
  }

  static TextSegment open(Analyzer analyzer, int rows, List<Section> sections) {
    return SealedText.open(
        new MemorySections("test", sections, Arena.ofAuto()), analyzer.spec(), rows);
  }

  static int[] identity(int rows) {
    return IntStream.range(0, rows).toArray();
  }
}

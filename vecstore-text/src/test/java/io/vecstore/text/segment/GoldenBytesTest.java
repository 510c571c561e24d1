package io.vecstore.text.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.spi.Section;
import io.vecstore.text.Analyzer;
import io.vecstore.text.active.ActiveText;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/**
 * The format is what stores in the world are written in: these bytes change with a version only.
 */
class GoldenBytesTest {

  private static final AnalyzerSpec SPEC = AnalyzerSpec.of("whitespace");

  private static List<Section> build(List<String> texts) {
    ActiveText active = new ActiveText(Analyzer.of(SPEC));
    int[] ordinals = new int[texts.size()];
    for (int row = 0; row < ordinals.length; row++) {
      active.add(row, texts.get(row));
      ordinals[row] = row;
    }
    return new TextMerge(SPEC, ordinals.length)
        .add(active.segment(ordinals.length), ordinals)
        .build();
  }

  @Test
  void aFewWordsAreTheseBytes() {
    List<String> lines = new ArrayList<>();
    for (Section section : build(List.of("ab b ab", "", "b abc"))) {
      lines.add(section.name() + " " + HexFormat.of().formatHex(TextMergeTest.bytes(section)));
    }
    assertEquals(
        List.of(
            "text.meta 030000000200000005000000000000000300000001000000"
                + "0a00000077686974657370616365",
            "text.lengths 030002",
            "text.terms 01000000000000001800000000000000"
                + "2d00000000000000"
                + "00026162"
                + "01"
                + "00"
                + "02"
                + "00"
                + "020163"
                + "01"
                + "02"
                + "01"
                + "02"
                + "000162"
                + "02"
                + "00"
                + "01",
            "text.postings 0103",
            "text.positions 00020101" + "00"),
        lines);
  }

  @Test
  void blocksAreTheseBytes() {
    List<String> texts = new ArrayList<>();
    for (int row = 0; row < 600; row++) {
      texts.add("all" + " x".repeat(row % 5) + (row % 3 == 0 ? " all" : ""));
    }
    List<String> sums = new ArrayList<>();
    for (Section section : build(texts)) {
      CRC32C sum = new CRC32C();
      sum.update(TextMergeTest.bytes(section));
      sums.add(section.name() + " " + section.byteSize() + " " + Long.toHexString(sum.getValue()));
    }
    assertEquals(
        List.of(
            "text.meta 38 a7ff956d",
            "text.lengths 600 7614beb",
            "text.terms 42 20c6d304",
            "text.postings 829 58f2c8b7",
            "text.positions 2000 958a047d"),
        sums);
  }
}

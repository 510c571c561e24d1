package io.vecstore.internal.search;

import io.vecstore.core.filter.Filter;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.internal.segment.SegmentReader;
import io.vecstore.internal.segment.SegmentSlice;
import io.vecstore.text.postings.TextSegment;
import io.vecstore.text.search.TextCost;
import io.vecstore.text.search.TextSearch;

/**
 * Chooses what leads a keyword search under a filter: the filter, whose rows are found first and
 * then looked up, or the words, whose few rows are then asked one by one. Only the rows that have
 * the words can be hits, so the answers are the same.
 */
final class WordsLead {

  /** What it takes to read the metadata of a row and to ask the filter. */
  static final double ROW_NANOS = 3_000;

  private WordsLead() {}

  /**
   * Returns whether the words lead.
   *
   * @param rows how many have the words, at most
   * @param filterNanos what it takes to find all rows that pass the filter
   */
  static boolean pays(long rows, double filterNanos) {
    return rows * ROW_NANOS < filterNanos;
  }

  /** Returns the rows of a slice that have the words and pass the filter. */
  static Matching matching(
      TextSearch words, TextSegment text, SegmentSlice slice, Filter filter, long rows) {
    OrdinalBits passing = new OrdinalBits(slice.rows());
    TopOrdinals found = new TopOrdinals((int) Math.max(1, rows));
    words.run(text, slice.live(), found, new TextCost());
    SegmentReader segment = slice.segment();
    int count = 0;
    for (int rank = 0; rank < found.count(); rank++) {
      if (filter.matches(segment.row(found.ordinal(rank)).metadata())) {
        passing.add(found.ordinal(rank));
        count++;
      }
    }
    return new Matching(slice, passing, count);
  }
}

package io.vecstore.text.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes the dictionary, term by term in the order of their bytes. */
final class TermsWriter {

  private final ByteSink blocks = new ByteSink();
  private final List<Long> starts = new ArrayList<>();
  private byte[] before = {};
  private long postingsBefore;
  private long positionsBefore;
  private int count;

  /** Adds a term that one row has. */
  void single(byte[] term, int row, int frequency, long positions) {
    name(term);
    blocks.varint(1);
    blocks.varint(row);
    blocks.varint(frequency);
    positions(positions);
  }

  /** Adds a term that more rows have. */
  void term(byte[] term, int documentFrequency, long postings, long positions) {
    name(term);
    blocks.varint(documentFrequency);
    blocks.varint(postings - postingsBefore);
    postingsBefore = postings;
    positions(positions);
  }

  int count() {
    return count;
  }

  /** Returns the whole section's bytes. */
  ByteSink finish() {
    ByteSink section = new ByteSink();
    section.i32(starts.size());
    section.i32(0);
    long base = SealedLayout.TERMS_STARTS + 8L * (starts.size() + 1);
    for (long start : starts) {
      section.i64(base + start);
    }
    section.i64(base + blocks.size());
    section.sink(blocks);
    return section;
  }

  private void name(byte[] term) {
    int shared = 0;
    if (count % SealedLayout.TERM_BLOCK == 0) {
      starts.add(blocks.size());
      postingsBefore = 0;
      positionsBefore = 0;
    } else {
      int mismatch = Arrays.mismatch(before, term);
      shared = mismatch < 0 ? term.length : mismatch;
    }
    blocks.varint(shared);
    blocks.varint(term.length - shared);
    blocks.bytes(term, shared, term.length);
    before = term;
    count++;
  }

  private void positions(long start) {
    blocks.varint(start - positionsBefore);
    positionsBefore = start;
  }
}

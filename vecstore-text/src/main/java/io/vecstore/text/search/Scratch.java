package io.vecstore.text.search;

import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.text.postings.CursorBuffers;
import io.vecstore.text.postings.PostingsCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What one search over one segment works in; used again by the next. Not thread-safe. */
final class Scratch {

  /** Rows of a window of {@link MaxScore}. */
  static final int WINDOW = 4096;

  /** Of longer queries the arrays are not kept. */
  private static final int MAX_KEPT = 64;

  private final List<TermBlocks> blocks = new ArrayList<>();
  private final List<CursorBuffers> buffers = new ArrayList<>();
  private int usedBlocks;
  private int usedBuffers;

  /** All zero between searches. */
  private final double[] sums = new double[WINDOW];

  private final Candidates candidates = new Candidates();
  private final int[] indexes = new int[PostingsCursor.BLOCK];
  private final List<TermBlocks> terms = new ArrayList<>();
  private double[] bounds = new double[16];
  private TopOrdinals best = new TopOrdinals(10);

  /** Returns a term's blocks that nobody else uses. */
  TermBlocks blocks() {
    if (usedBlocks == blocks.size()) {
      blocks.add(new TermBlocks());
    }
    return blocks.get(usedBlocks++);
  }

  /** Returns buffers that nobody else uses. */
  CursorBuffers buffers() {
    if (usedBuffers == buffers.size()) {
      buffers.add(new CursorBuffers());
    }
    return buffers.get(usedBuffers++);
  }

  Candidates candidates() {
    return candidates;
  }

  /** Returns room for the best of so many rows, empty. */
  TopOrdinals best(int wanted) {
    if (best.capacity() != wanted) {
      best = new TopOrdinals(wanted);
    }
    best.clear();
    return best;
  }

  /** Returns a list for the terms of one query, empty. */
  List<TermBlocks> terms() {
    return terms;
  }

  /** Returns room for some bounds, all zero. */
  double[] bounds(int size) {
    if (bounds.length < size) {
      bounds = new double[2 * size];
    } else {
      Arrays.fill(bounds, 0, size, 0);
    }
    return bounds;
  }

  int[] indexes() {
    return indexes;
  }

  double[] sums() {
    return sums;
  }

  /** Takes everything back. */
  void reset() {
    for (int i = 0; i < usedBlocks; i++) {
      blocks.get(i).end();
    }
    for (int i = 0; i < usedBuffers; i++) {
      buffers.get(i).release();
    }
    terms.clear();
    usedBlocks = 0;
    usedBuffers = 0;
    if (blocks.size() > MAX_KEPT) {
      blocks.subList(MAX_KEPT, blocks.size()).clear();
    }
    if (buffers.size() > MAX_KEPT) {
      buffers.subList(MAX_KEPT, buffers.size()).clear();
    }
  }
}

package io.vecstore.text.search;

/** What a search cost, summed over the segments that it was run on. Not thread-safe. */
public final class TextCost {

  private long scoredRows;
  private long decodedBlocks;
  private long skippedBlocks;
  private long postings;

  /** Creates counters at zero. */
  public TextCost() {}

  void scored(long rows) {
    scoredRows += rows;
  }

  void skipped(long blocks) {
    skippedBlocks += blocks;
  }

  void walked(long blocks, long inTerms) {
    decodedBlocks += blocks;
    postings += inTerms;
  }

  /** Adds what another search cost. */
  public void add(TextCost other) {
    scoredRows += other.scoredRows;
    decodedBlocks += other.decodedBlocks;
    skippedBlocks += other.skippedBlocks;
    postings += other.postings;
  }

  /** Returns how many rows were scored. */
  public long scoredRows() {
    return scoredRows;
  }

  /** Returns how many blocks of at most 256 postings were decoded. */
  public long decodedBlocks() {
    return decodedBlocks;
  }

  /** Returns how often a block was passed over because nothing in it was good enough. */
  public long skippedBlocks() {
    return skippedBlocks;
  }

  /** Returns how many postings the terms of the query have, decoded or not. */
  public long postings() {
    return postings;
  }
}

package io.vecstore.text.segment;

/**
 * What the dictionary says of a term.
 *
 * @param documentFrequency how many rows have it, at least 1
 * @param row the row, where there is one
 * @param frequency how often that row has it
 * @param postings where its postings start, where there are more
 * @param positions where its positions start
 */
record TermEntry(int documentFrequency, int row, int frequency, long postings, long positions) {

  /** Of no term. */
  static final TermEntry NONE = new TermEntry(0, -1, 0, 0, 0);
}

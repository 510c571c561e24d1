package io.vecstore.text.segment;

import static io.vecstore.text.segment.SealedLayout.MAX_PAIRS;
import static io.vecstore.text.segment.SealedLayout.PAIR_SIZE;

/** Writes the postings of one term after the other. */
final class PostingsWriter {

  private final byte[] lengths;
  private final ByteSink postings = new ByteSink();
  private final ByteSink positions = new ByteSink();
  private final ByteSink table = new ByteSink();
  private final ByteSink data = new ByteSink();
  private final Impacts impacts = new Impacts();

  private final int[] rows = new int[BlockCodec.SIZE];
  private final int[] frequencies = new int[BlockCodec.SIZE];
  private final int[] words = new int[BlockCodec.words(31)];
  private int size;
  private int lastRow;
  private int blockBase;
  private long termPositions;
  private long blockPositions;

  /**
   * Creates a writer.
   *
   * @param lengths the length code of each row
   */
  PostingsWriter(byte[] lengths) {
    this.lengths = lengths;
  }

  /** Starts a term. */
  void begin() {
    size = 0;
    lastRow = -1;
    blockBase = -1;
    table.clear();
    data.clear();
    termPositions = positions.size();
    blockPositions = termPositions;
  }

  /**
   * Adds a posting, of a row after the last one.
   *
   * @param bytes holds its positions in [from, to), as the layout has them
   */
  void add(int row, int frequency, byte[] bytes, int from, int to) {
    if (size == BlockCodec.SIZE) {
      packed();
    }
    rows[size] = row;
    frequencies[size] = frequency;
    size++;
    lastRow = row;
    positions.bytes(bytes, from, to);
  }

  /** Ends a term of at least two postings. */
  void end(int documentFrequency) {
    if (size == BlockCodec.SIZE) {
      packed();
    }
    if (size > 0) {
      if (documentFrequency > BlockCodec.SIZE) {
        record(0, 0);
      }
      tail();
    }
    postings.sink(table);
    postings.sink(data);
  }

  /** Returns where the next term's postings start. */
  long postingsSize() {
    return postings.size();
  }

  /** Returns where the next posting's positions start. */
  long positionsSize() {
    return positions.size();
  }

  ByteSink postings() {
    return postings;
  }

  ByteSink positions() {
    return positions;
  }

  private void packed() {
    int[] distances = new int[BlockCodec.SIZE];
    int[] extra = new int[BlockCodec.SIZE];
    int before = blockBase;
    for (int i = 0; i < BlockCodec.SIZE; i++) {
      distances[i] = rows[i] - before - 1;
      extra[i] = frequencies[i] - 1;
      before = rows[i];
    }
    int rowBits = BlockCodec.bits(distances);
    int frequencyBits = BlockCodec.bits(extra);
    record(rowBits, frequencyBits);
    write(distances, rowBits);
    write(extra, frequencyBits);
    blockBase = lastRow;
    blockPositions = positions.size();
    size = 0;
  }

  private void write(int[] numbers, int bits) {
    if (bits > 0) {
      BlockCodec.pack(numbers, bits, words);
      for (int i = 0; i < BlockCodec.words(bits); i++) {
        data.i32(words[i]);
      }
    }
  }

  private void tail() {
    int before = blockBase;
    for (int i = 0; i < size; i++) {
      long distance = rows[i] - before - 1L;
      data.varint(2 * distance + (frequencies[i] == 1 ? 1 : 0));
      if (frequencies[i] != 1) {
        data.varint(frequencies[i]);
      }
      before = rows[i];
    }
  }

  private void record(int rowBits, int frequencyBits) {
    table.i32(rows[size - 1]);
    table.i32((int) data.size());
    table.i64(blockPositions - termPositions);
    table.u8(rowBits);
    table.u8(frequencyBits);
    int pairs = impacts.of(rows, frequencies, size, lengths);
    table.u8(pairs);
    table.u8(0);
    for (int i = 0; i < MAX_PAIRS; i++) {
      if (i < pairs) {
        table.u16(impacts.frequency(i));
        table.u8(impacts.length(i));
      } else {
        for (int b = 0; b < PAIR_SIZE; b++) {
          table.u8(0);
        }
      }
    }
  }
}

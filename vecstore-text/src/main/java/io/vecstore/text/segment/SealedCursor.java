package io.vecstore.text.segment;

import static io.vecstore.text.segment.SealedLayout.RECORD_FREQUENCY_BITS;
import static io.vecstore.text.segment.SealedLayout.RECORD_LAST;
import static io.vecstore.text.segment.SealedLayout.RECORD_POSITIONS;
import static io.vecstore.text.segment.SealedLayout.RECORD_ROW_BITS;
import static io.vecstore.text.segment.SealedLayout.RECORD_SIZE;
import static io.vecstore.text.segment.SealedLayout.RECORD_START;

import io.vecstore.core.kernel.Kernels;
import io.vecstore.text.postings.CursorBuffers;
import io.vecstore.text.postings.PostingsCursor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Walks the postings of a term in a sealed segment; checks whatever it reads. */
final class SealedCursor implements PostingsCursor {

  /** So many frequencies of a block are read one by one before all of them are unpacked. */
  private static final int MAX_SINGLES = 24;

  /** A posting in the tail is two numbers of at most five bytes. */
  private static final int TAIL_POSTING = 10;

  private final CursorBuffers buffers;
  private SealedPostings source = SealedPostings.NONE;
  private SealedBytes bytes = SealedBytes.NONE;
  private TermEntry term = TermEntry.NONE;
  private int blocks;

  /** Where the records are, or -1 where the only block has none. */
  private long table;

  private long data;
  private int block = -1;
  private int last = -1;
  private int looked = -1;
  private int lookLast = -1;
  private int count;
  private boolean haveRows;
  private boolean haveFrequencies;
  private int singles;
  private int decoded;

  private final int[] rows;
  private final int[] frequencies;

  private @Nullable ByteReader positionReader;
  private int positionIndex = -1;

  private SealedCursor(CursorBuffers buffers) {
    this.buffers = buffers;
    rows = buffers.rows();
    frequencies = buffers.frequencies();
  }

  /** Returns a cursor at the beginning of a term: that of the buffers, if they have one. */
  static SealedCursor of(SealedPostings source, TermEntry term, CursorBuffers buffers) {
    SealedCursor cursor;
    if (buffers.cursor() instanceof SealedCursor used) {
      cursor = used;
    } else {
      cursor = new SealedCursor(buffers);
      buffers.keep(cursor);
    }
    cursor.start(source, term);
    return cursor;
  }

  private void start(SealedPostings from, TermEntry wanted) {
    release();
    source = from;
    bytes = from.postings();
    term = wanted;
    int frequency = term.documentFrequency();
    blocks = (int) ((frequency + BLOCK - 1L) / BLOCK);
    boolean tabled = frequency >= BLOCK;
    table = tabled ? term.postings() : -1;
    data = term.postings() + (tabled ? (long) RECORD_SIZE * blocks : 0);
    if (frequency > 1 && (data < 0 || data > bytes.size())) {
      throw bytes.corrupt(term.postings(), "a table of " + blocks + " blocks does not fit");
    }
  }

  @Override
  public void release() {
    source = SealedPostings.NONE;
    bytes = SealedBytes.NONE;
    term = TermEntry.NONE;
    blocks = 0;
    block = -1;
    last = -1;
    looked = -1;
    lookLast = -1;
    count = 0;
    haveRows = false;
    haveFrequencies = false;
    singles = 0;
    decoded = 0;
    positionReader = null;
    positionIndex = -1;
  }

  @Override
  public int documentFrequency() {
    return term.documentFrequency();
  }

  @Override
  public boolean seek(int target) {
    if (block >= 0 && block < blocks && last >= target) {
      return true;
    }
    if (block >= blocks) {
      return false;
    }
    try {
      return move(target);
    } catch (IndexOutOfBoundsException e) {
      throw bytes.outside(e);
    }
  }

  private boolean move(int target) {
    positionIndex = -1;
    if (table < 0) {
      block = onlyBlock(target) ? 0 : blocks;
      return block == 0;
    }
    block = search(block + 1, target);
    if (block == blocks) {
      return false;
    }
    haveRows = false;
    haveFrequencies = false;
    singles = 0;
    last = last(block);
    count = block < blocks - 1 ? BLOCK : term.documentFrequency() - block * BLOCK;
    return true;
  }

  /**
   * Decodes the only block, which has no record; returns whether it ends at or after the target.
   */
  private boolean onlyBlock(int target) {
    if (!haveRows) {
      count = term.documentFrequency();
      decodeOnly();
      last = rows[count - 1];
    }
    return last >= target;
  }

  /** Returns the first block from a given one on that ends at or after the target. */
  private int search(int from, int target) {
    if (from >= blocks || last(from) >= target) {
      return from;
    }
    int low = from + 1;
    int step = 1;
    while (low + step < blocks && last(low + step - 1) < target) {
      low += step;
      step <<= 1;
    }
    int high = Math.min(low + step, blocks);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (last(middle) < target) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int last(int index) {
    int row = bytes.i32(record(index) + RECORD_LAST);
    if (row < 0 || row >= source.rows()) {
      throw bytes.corrupt(record(index), "a block ends at row " + row + " of " + source.rows());
    }
    return row;
  }

  private long record(int index) {
    return table + (long) RECORD_SIZE * index;
  }

  @Override
  public int last() {
    return last;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int[] ordinals() {
    if (!haveRows) {
      try {
        decode();
      } catch (IndexOutOfBoundsException e) {
        throw bytes.outside(e);
      }
    }
    return rows;
  }

  @Override
  public int[] frequencies() {
    ordinals();
    if (!haveFrequencies) {
      try {
        decodeFrequencies();
      } catch (IndexOutOfBoundsException e) {
        throw bytes.outside(e);
      }
    }
    return frequencies;
  }

  @Override
  public int frequency(int index) {
    if (haveFrequencies || count < BLOCK || ++singles > MAX_SINGLES) {
      return frequencies()[index];
    }
    try {
      int bits = bits(RECORD_FREQUENCY_BITS, 30);
      long start = data + bytes.u32(record(block) + RECORD_START);
      return 1 + single(start + 4L * BlockCodec.words(bits(RECORD_ROW_BITS, 31)), bits, index);
    } catch (IndexOutOfBoundsException e) {
      throw bytes.outside(e);
    }
  }

  /** Reads one number of a packed block. */
  private int single(long from, int bits, int index) {
    if (bits == 0) {
      return 0;
    }
    int shift = BlockCodec.shift(index, bits);
    long word = from + 4L * BlockCodec.word(index, bits);
    int number = bytes.i32(word) >>> shift;
    if (shift + bits > 32) {
      number |= bytes.i32(word + 4L * BlockCodec.words(1)) << (32 - shift);
    }
    return number & -1 >>> (32 - bits);
  }

  private void decode() {
    int before = block == 0 ? -1 : last(block - 1);
    long start = data + bytes.u32(record(block) + RECORD_START);
    if (count == BLOCK) {
      int bits = bits(RECORD_ROW_BITS, 31);
      if (bits == 0) {
        Arrays.fill(rows, 1);
      } else {
        int[] words = buffers.words();
        bytes.ints(start, words, BlockCodec.words(bits));
        Kernels.blocks().unpack(words, bits, 1, rows);
      }
      check(Kernels.blocks().sum(rows, before), rows[BLOCK - 1]);
    } else {
      tail(start, before);
    }
    if (rows[count - 1] != last) {
      throw bytes.corrupt(record(block), "a block ends at " + rows[count - 1] + ", not " + last);
    }
    haveRows = true;
    decoded++;
  }

  private void decodeOnly() {
    if (term.documentFrequency() == 1) {
      rows[0] = term.row();
      frequencies[0] = term.frequency();
      haveFrequencies = true;
    } else {
      tail(term.postings(), -1);
    }
    haveRows = true;
    decoded++;
  }

  private void tail(long start, int before) {
    int size = TAIL_POSTING * count;
    ArrayReader reader = new ArrayReader(bytes, start, size, buffers.bytes(size));
    int row = before;
    int signs = 0;
    for (int i = 0; i < count; i++) {
      long code = reader.varint(2L * Integer.MAX_VALUE + 1);
      row += (int) (code >>> 1) + 1;
      signs |= row;
      rows[i] = row;
      frequencies[i] = (code & 1) != 0 ? 1 : reader.varint(Integer.MAX_VALUE);
    }
    check(signs, row);
    haveFrequencies = true;
  }

  /** A sum that left the ints was negative in between, for each step is less than 2^31. */
  private void check(int signs, int row) {
    if (signs < 0 || row >= source.rows()) {
      throw bytes.corrupt(term.postings(), "a row outside [0, " + source.rows() + ")");
    }
  }

  private void decodeFrequencies() {
    int bits = bits(RECORD_FREQUENCY_BITS, 30);
    if (bits == 0) {
      Arrays.fill(frequencies, 1);
    } else {
      long start = data + bytes.u32(record(block) + RECORD_START);
      int rowWords = BlockCodec.words(bits(RECORD_ROW_BITS, 31));
      int[] words = buffers.words();
      bytes.ints(start + 4L * rowWords, words, BlockCodec.words(bits));
      Kernels.blocks().unpack(words, bits, 1, frequencies);
    }
    haveFrequencies = true;
  }

  private int bits(int field, int most) {
    int bits = bytes.u8(record(block) + field);
    if (bits > most) {
      throw bytes.corrupt(record(block) + field, bits + " bits a number");
    }
    return bits;
  }

  @Override
  public int[] positions(int index) {
    frequencies();
    SealedBytes all = source.positions();
    ByteReader reader = positionReader;
    if (reader == null) {
      reader = new ByteReader(all, 0, buffers.window());
      positionReader = reader;
    }
    try {
      if (positionIndex < 0 || positionIndex > index) {
        long inTerm = table < 0 ? 0 : bytes.i64(record(block) + RECORD_POSITIONS);
        reader.at(Math.addExact(term.positions(), inTerm));
        positionIndex = 0;
      }
      long passed = 0;
      for (; positionIndex < index; positionIndex++) {
        passed += frequencies[positionIndex];
      }
      reader.skip(passed);
      positionIndex = index + 1;
      return positions(reader, frequencies[index]);
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw all.corrupt(term.positions(), "the positions of a term lie outside");
    }
  }

  private int[] positions(ByteReader reader, int size) {
    int[] positions = buffers.positions(Math.min(size, BLOCK));
    int position = 0;
    for (int i = 0; i < size; i++) {
      if (i == positions.length) {
        positions = buffers.positions(i + 1);
      }
      position += reader.varint(Integer.MAX_VALUE - position);
      positions[i] = position;
    }
    return positions;
  }

  @Override
  public boolean look(int target) {
    if (looked >= 0 && (looked == blocks || lookLast >= target)) {
      return looked < blocks;
    }
    try {
      if (table < 0) {
        looked = onlyBlock(target) ? 0 : blocks;
        lookLast = last;
      } else {
        looked = search(looked + 1, target);
        lookLast = looked < blocks ? last(looked) : -1;
      }
      return looked < blocks;
    } catch (IndexOutOfBoundsException e) {
      throw bytes.outside(e);
    }
  }

  @Override
  public int lookLast() {
    return lookLast;
  }

  @Override
  public float lookBound(float weight, float[] inverse) {
    return bound(looked, weight, inverse);
  }

  @Override
  public float bound(float weight, float[] inverse) {
    return bound(block, weight, inverse);
  }

  @Override
  public int leastFrequency(double limit, float weight, float[] inverse) {
    return table < 0 ? 1 : ImpactBound.least(bytes, record(block), limit, weight, inverse);
  }

  private float bound(int index, float weight, float[] inverse) {
    if (table >= 0) {
      try {
        return ImpactBound.of(bytes, record(index), weight, inverse);
      } catch (IndexOutOfBoundsException e) {
        throw bytes.outside(e);
      }
    }
    byte[] lengths = source.lengths();
    float most = 0;
    for (int i = 0; i < count; i++) {
      most = Math.max(most, frequencies[i] * inverse[lengths[rows[i]] & 0xFF]);
    }
    return weight - weight / (1f + most);
  }

  @Override
  public int decodedBlocks() {
    return decoded;
  }
}

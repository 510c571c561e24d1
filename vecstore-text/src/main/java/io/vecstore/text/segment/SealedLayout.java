package io.vecstore.text.segment;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The bytes of a sealed inverted index, in five sections, little endian; those of the first text
 * field of the schema are named {@code text1.meta} and so on. A <em>varint</em> has 7 bits a byte,
 * lowest first, the high bit set in all but the last.
 *
 * <pre>{@code
 * text.meta       0  i32 rows | 4 i32 documents | 8 i64 occurrences | 16 i32 terms
 *                20  i32 revision of the built-in analysis | 24 i32 n | 28 n bytes: the analyzer, UTF-8
 * text.lengths   one length code a row
 * text.terms      0  i32 blocks | 8 (blocks + 1) x i64: where each block starts, and the end
 *                then the blocks, 32 terms each but the last, in the order of their bytes:
 *                varint shared with the term before (0 in the first), varint n, n bytes
 *                varint rows d
 *                d = 1:  varint row, varint frequency
 *                d > 1:  varint start in text.postings, less that of the d > 1 term before in the block
 *                varint start in text.positions, less that of the term before in the block
 * text.postings  d >= 256: a table of ceil(d / 256) records of 32 bytes:
 *                  0 i32 last row | 4 u32 start of the block after the table
 *                  8 i64 start of its positions, less that of the term
 *                 16 u8 bits of a row | 17 u8 bits of a frequency | 18 u8 pairs | 19 0
 *                 20 4 x (u16 frequency, u8 length code): the pairs, see PostingsCursor.impacts
 *                then d / 256 packed blocks of 256: rows as distances less 1 from the row before (-1 at first),
 *                  frequencies less 1; see BlockCodec
 *                then d % 256 postings: varint (distance less 1) * 2 + (frequency is 1), varint frequency if not 1
 * text.positions per posting, as many varints as its frequency: distances from the position before (0 at first)
 * }</pre>
 */
final class SealedLayout {

  static final String META = "meta";
  static final String LENGTHS = "lengths";
  static final String TERMS = "terms";
  static final String POSTINGS = "postings";
  static final String POSITIONS = "positions";

  /** The version of all five. */
  static final int VERSION = 1;

  /** Rises when a built-in tokenizer or filter gives other terms than before. */
  static final int ANALYSIS_REVISION = 1;

  static final int META_ROWS = 0;
  static final int META_DOCUMENTS = 4;
  static final int META_OCCURRENCES = 8;
  static final int META_TERMS = 16;
  static final int META_REVISION = 20;
  static final int META_SPEC_SIZE = 24;
  static final int META_SPEC = 28;

  static final int TERMS_BLOCKS = 0;
  static final int TERMS_STARTS = 8;

  /** Terms in a block of the dictionary. */
  static final int TERM_BLOCK = 32;

  static final int RECORD_SIZE = 32;
  static final int RECORD_LAST = 0;
  static final int RECORD_START = 4;
  static final int RECORD_POSITIONS = 8;
  static final int RECORD_ROW_BITS = 16;
  static final int RECORD_FREQUENCY_BITS = 17;
  static final int RECORD_PAIRS = 18;
  static final int RECORD_PAIR = 20;
  static final int PAIR_SIZE = 3;
  static final int MAX_PAIRS = 4;

  /** Stands for this frequency and all higher ones. */
  static final int MAX_PAIR_FREQUENCY = 0xFFFF;

  static final ValueLayout.OfByte U8 = ValueLayout.JAVA_BYTE;
  static final ValueLayout.OfShort U16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt I32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong I64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Returns the name of a section of a field: {@code text.terms}, {@code text1.terms}, ... */
  static String section(int field, String name) {
    return "text" + (field == 0 ? "" : field) + "." + name;
  }

  private SealedLayout() {}
}

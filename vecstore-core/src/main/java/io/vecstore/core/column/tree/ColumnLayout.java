package io.vecstore.core.column.tree;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * How sealed columns lie in their section, {@code columns}, version 1. Little endian; offsets count
 * from the section's start.
 *
 * <pre>
 *   header       rows u32, reserved u32, directory offset u64, directory length u64, zeros up to 64
 *   regions      what the directory points to, each at a multiple of 64
 *   directory    the column of the documents, with all columns below it:
 *
 *   column    =  rows u32
 *                9 x row set        by kind: null, false, true, long, double, timestamp, text, array, object
 *                3 x values u64     of longs, doubles, timestamps: the offset of 8-byte numbers, by row where the row set is ALL or BITS,
 *                                   else by place in its list; doubles as sortable longs
 *                texts              size u32 of the dictionary, 0 where there is no text; else:
 *                                   ends u64     offset of size x u64: where each text ends in the bytes
 *                                   bytes u64, length u64   the texts in UTF-8, ascending by byte
 *                                   starts u64   offset of (size + 1) x u32: where the rows of each text start in the postings
 *                                   postings u64, count u32   rows u32, ascending for each text
 *                                   heavy u32    how many texts have a bit set instead of postings
 *                                   codes u64    offset of their codes u32, ascending
 *                                   bits u64     offset of their bit sets, one after the other
 *                arrays             only where the row set of arrays is not EMPTY:
 *                                   starts u64   offset of (arrays + 1) x u32: where the elements of each start
 *                                   owners u64   offset of a u32 for each element: the row of its array
 *                elements u8        1 where the column of the elements follows
 *                fields u32         how many fields follow
 *                [column]           the elements; its rows are the elements of all arrays in order
 *                fields x           length u16, name UTF-8, column with the same rows
 *   row set   =  form u8 (0 EMPTY, 1 ALL, 2 BITS: a bit for each row, 3 LIST: u32 rows, ascending), count u32, offset u64
 * </pre>
 */
final class ColumnLayout {

  static final String SECTION = "columns";
  static final int VERSION = 1;
  static final int HEADER_BYTES = 64;
  static final int DIRECTORY_OFFSET = 8;
  static final int DIRECTORY_LENGTH = 16;
  static final int ALIGNMENT = 64;

  static final int EMPTY = 0;
  static final int ALL = 1;
  static final int BITS = 2;
  static final int LIST = 3;

  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private ColumnLayout() {}

  /** Returns the bytes of a bit set over so many rows: whole words of 8. */
  static long bitBytes(int rows) {
    return ((long) rows + 63) / 64 * Long.BYTES;
  }
}

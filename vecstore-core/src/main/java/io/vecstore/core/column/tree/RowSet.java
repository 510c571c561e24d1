package io.vecstore.core.column.tree;

import io.vecstore.core.spi.OrdinalBits;
import java.lang.foreign.MemorySegment;

/** A set of rows of a sealed column: none, all, a bit for each, or a list. */
final class RowSet {

  /** Takes a row, and its place in the set, from 0. */
  @FunctionalInterface
  interface RowConsumer {
    void accept(int place, int row);
  }

  private final ColumnBytes source;
  private final int rows;
  private final int form;
  private final int count;
  private final MemorySegment bytes;

  /** Reads the set from the directory. */
  RowSet(ColumnBytes source, int rows) {
    this.source = source;
    this.rows = rows;
    this.form = source.nextByte();
    this.count = source.nextInt();
    long length =
        switch (form) {
          case ColumnLayout.EMPTY, ColumnLayout.ALL -> 0;
          case ColumnLayout.BITS -> ColumnLayout.bitBytes(rows);
          case ColumnLayout.LIST -> (long) count * Integer.BYTES;
          default -> throw source.corrupt("a row set of unknown form " + form);
        };
    this.bytes = source.nextRegion(length);
    if (count > rows || (form == ColumnLayout.ALL && count != rows)) {
      throw source.damaged("a row set of", count, rows);
    }
  }

  int count() {
    return form == ColumnLayout.EMPTY ? 0 : count;
  }

  /** Returns whether values are kept by row, not by place in the set. */
  boolean isByRow() {
    return form == ColumnLayout.ALL || form == ColumnLayout.BITS;
  }

  boolean isAll() {
    return form == ColumnLayout.ALL;
  }

  /** Returns the row at a place of a list. */
  int row(int place) {
    return checked(bytes.getAtIndex(ColumnLayout.INT, place));
  }

  private int checked(int row) {
    if (row < 0 || row >= rows) {
      throw source.damaged("a row set with row", row, rows - 1L);
    }
    return row;
  }

  /** Adds the rows. */
  void addTo(OrdinalBits to) {
    switch (form) {
      case ColumnLayout.ALL -> to.addRange(0, rows);
      case ColumnLayout.BITS -> addBits(bytes, 0, to);
      case ColumnLayout.LIST -> {
        for (int i = 0; i < count; i++) {
          to.add(row(i));
        }
      }
      default -> {}
    }
  }

  /**
   * Returns where the value of a row is kept: its place in a list, else the row; -1 if it is not
   * in.
   */
  int find(int row) {
    return switch (form) {
      case ColumnLayout.ALL -> row;
      case ColumnLayout.BITS -> (word(row >>> 6) >>> row & 1) != 0 ? row : -1;
      case ColumnLayout.LIST -> {
        int low = 0;
        int high = count - 1;
        while (low < high) {
          int middle = (low + high) >>> 1;
          if (row(middle) < row) {
            low = middle + 1;
          } else {
            high = middle;
          }
        }
        yield count > 0 && row(low) == row ? low : -1;
      }
      default -> -1;
    };
  }

  /** Returns 64 rows of a set that is kept by row, lowest first. */
  long word(int index) {
    if (form == ColumnLayout.BITS) {
      long word = bytes.get(ColumnLayout.LONG, (long) index * Long.BYTES);
      // What lies past the last row would be damage; it must not become an ordinal.
      return index == rows >>> 6 ? word & ~(-1L << rows) : word;
    }
    return index == rows >>> 6 ? ~(-1L << rows) : -1L;
  }

  /** Adds the rows of a bit set that lies at an offset. */
  static void addBits(MemorySegment bytes, long offset, OrdinalBits to) {
    long[] words = to.words();
    for (int i = 0; i < words.length; i++) {
      words[i] |= bytes.get(ColumnLayout.LONG, offset + (long) i * Long.BYTES);
    }
    // What lies past the last row would be damage; it must not become an ordinal.
    if ((to.size() & 63) != 0) {
      words[words.length - 1] &= -1L >>> -to.size();
    }
  }

  /** Calls {@code action} for each row, ascending. */
  void forEach(RowConsumer action) {
    switch (form) {
      case ColumnLayout.ALL -> {
        for (int row = 0; row < rows; row++) {
          action.accept(row, row);
        }
      }
      case ColumnLayout.BITS -> {
        OrdinalBits own = new OrdinalBits(rows);
        addTo(own);
        int place = 0;
        for (int row = own.next(0); row >= 0 && place < count; row = own.next(row + 1)) {
          action.accept(place++, row);
        }
      }
      case ColumnLayout.LIST -> {
        for (int i = 0; i < count; i++) {
          action.accept(i, row(i));
        }
      }
      default -> {}
    }
  }
}

package io.vecstore.core.column.tree;

import io.vecstore.core.column.match.TextTest;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.ReadLimit;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a sealed column: a sorted dictionary, and for each text its rows, as a list or,
 * where there are many, as a bit set.
 */
final class SealedTexts {

  /** After so many texts, asks whether it may go on. */
  private static final int CHECKED = 256;

  /** So many texts, or words of a bit set, tell of the others. */
  private static final int SAMPLE = 256;

  private final ColumnBytes source;
  private final RowSet set;
  private final int rows;
  private final int size;
  private final int postingCount;
  private final int heavyCount;
  private final MemorySegment ends;
  private final MemorySegment bytes;
  private final MemorySegment starts;
  private final MemorySegment postings;
  private final MemorySegment heavyCodes;
  private final MemorySegment heavyBits;

  /** Reads the places of the regions from the directory. */
  SealedTexts(ColumnBytes source, RowSet set, int rows) {
    this.source = source;
    this.set = set;
    this.rows = rows;
    this.size = source.nextInt();
    boolean none = size == 0;
    this.ends = none ? MemorySegment.NULL : source.nextRegion((long) size * Long.BYTES);
    this.bytes = none ? MemorySegment.NULL : region();
    this.starts = none ? MemorySegment.NULL : source.nextRegion((size + 1L) * Integer.BYTES);
    long postingsAt = none ? 0 : source.nextLong();
    this.postingCount = none ? 0 : source.nextInt();
    this.postings = source.region(postingsAt, (long) postingCount * Integer.BYTES);
    this.heavyCount = none ? 0 : source.nextInt();
    this.heavyCodes =
        none ? MemorySegment.NULL : source.nextRegion((long) heavyCount * Integer.BYTES);
    this.heavyBits =
        none ? MemorySegment.NULL : source.nextRegion(heavyCount * ColumnLayout.bitBytes(rows));
  }

  private MemorySegment region() {
    long offset = source.nextLong();
    return source.region(offset, source.nextLong());
  }

  /** Returns how many texts there are. */
  int size() {
    return size;
  }

  /** Adds the rows whose text passes. */
  void add(TextTest test, OrdinalBits to) {
    if (size == 0) {
      return;
    }
    switch (test) {
      case TextTest.Among(List<String> texts) -> texts.forEach(text -> addEqual(text, to));
      case TextTest.Span span when span.low() == null && span.high() == null -> set.addTo(to);
      case TextTest.Span(TextTest.Span.@Nullable End low, TextTest.Span.@Nullable End high) -> {
        int from = low == null ? 0 : place(low.text(), !low.included());
        int end = high == null ? size : place(high.text(), high.included());
        addCodes(from, end, to);
      }
      case TextTest.Prefix(String prefix) ->
          addCodes(placeOfPrefix(prefix, false), placeOfPrefix(prefix, true), to);
      case TextTest.PrefixWhere(String prefix, Predicate<String> passes) ->
          addPassing(placeOfPrefix(prefix, false), placeOfPrefix(prefix, true), passes, to);
      case TextTest.Where where -> addPassing(0, size, where::accepts, to);
    }
  }

  /** Adds the rows of those texts with codes in {@code [from, end)} that pass, read one by one. */
  private void addPassing(int from, int end, Predicate<String> passes, OrdinalBits to) {
    ReadLimit limit = ReadLimit.current();
    for (int code = from; code < end; code++) {
      if (code % CHECKED == 0) {
        limit.check();
      }
      if (passes.test(text(code))) {
        addCodes(code, code + 1, to);
      }
    }
  }

  /** Returns about which share of all rows has a text that passes. */
  double share(TextTest test) {
    return switch (test) {
      case TextTest.Among(List<String> texts) ->
          texts.stream().mapToDouble(text -> equal(text)).sum();
      case TextTest.Span(TextTest.Span.@Nullable End low, TextTest.Span.@Nullable End high) ->
          codes(
              low == null ? 0 : place(low.text(), !low.included()),
              high == null ? size : place(high.text(), high.included()));
      case TextTest.Prefix(String prefix) ->
          codes(placeOfPrefix(prefix, false), placeOfPrefix(prefix, true));
      case TextTest.PrefixWhere(String prefix, Predicate<String> passes) ->
          some(placeOfPrefix(prefix, false), placeOfPrefix(prefix, true), passes);
      case TextTest.Where(Predicate<String> passes) -> some(0, size, passes);
    };
  }

  private double equal(String text) {
    int code = place(text, false);
    return code < size && text(code).equals(text) ? codes(code, code + 1) : 0;
  }

  /** Asks some of the texts from a code to another, each for those around it. */
  private double some(int from, int end, Predicate<String> passes) {
    int asked = Math.min(SAMPLE, end - from);
    double share = 0;
    for (int i = 0; i < asked; i++) {
      int code = from + (int) ((long) i * (end - from) / asked);
      int next = from + (int) ((i + 1L) * (end - from) / asked);
      share += passes.test(text(code)) ? codes(code, next) : 0;
    }
    return share;
  }

  /** Returns the share of rows that have one of the texts with codes in {@code [from, end)}. */
  private double codes(int from, int end) {
    if (from >= end) {
      return 0;
    }
    double listed =
        starts.getAtIndex(ColumnLayout.INT, end) - starts.getAtIndex(ColumnLayout.INT, from);
    double share = Math.max(0, listed) / rows;
    for (int i = heavyAtLeast(from); i < heavyCount && heavyCode(i) < end; i++) {
      share += heavyShare(i);
    }
    return share;
  }

  /** Returns the share of rows that a bit set has, told from some of its words. */
  private double heavyShare(int index) {
    int words = (rows + 63) >>> 6;
    int asked = Math.min(SAMPLE, words);
    long bits = 0;
    for (int i = 0; i < asked; i++) {
      long word = (long) i * words / asked;
      bits +=
          Long.bitCount(
              heavyBits.get(
                  ColumnLayout.LONG, index * ColumnLayout.bitBytes(rows) + word * Long.BYTES));
    }
    return (double) bits / (asked == words ? rows : 64L * asked);
  }

  private void addEqual(String text, OrdinalBits to) {
    int code = place(text, false);
    if (code < size && text(code).equals(text)) {
      addCodes(code, code + 1, to);
    }
  }

  /** Calls {@code action} for each row that has one of some texts. */
  void forEach(List<String> texts, IntConsumer action) {
    for (String text : size == 0 ? List.<String>of() : texts) {
      int code = place(text, false);
      if (code < size && text(code).equals(text)) {
        forEachListed(code, code + 1, action);
        int heavy = heavyAtLeast(code);
        if (heavy < heavyCount && heavyCode(heavy) == code) {
          forEachBit(heavy, action);
        }
      }
    }
  }

  private void forEachBit(int heavy, IntConsumer action) {
    long at = heavy * ColumnLayout.bitBytes(rows);
    for (int from = 0; from < rows; from += Long.SIZE) {
      long word = heavyBits.get(ColumnLayout.LONG, at + (from >>> 3));
      // What lies past the last row would be damage; it must not become an ordinal.
      long left = rows - from < Long.SIZE ? word & ~(-1L << rows) : word;
      for (; left != 0; left &= left - 1) {
        action.accept(from + Long.numberOfTrailingZeros(left));
      }
    }
  }

  private int placeOfPrefix(String prefix, boolean after) {
    byte[] start = prefix.getBytes(StandardCharsets.UTF_8);
    return search(start, start.length, after);
  }

  private int place(String text, boolean after) {
    return search(text.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE, after);
  }

  /**
   * Returns the first code whose text, cut to {@code cut} bytes, is not before {@code wanted}; with
   * {@code after}, is after it; or the size of the dictionary.
   */
  private int search(byte[] wanted, int cut, boolean after) {
    MemorySegment other = MemorySegment.ofArray(wanted);
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = compare(middle, cut, other);
      if (order < 0 || (after && order == 0)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int compare(int code, int cut, MemorySegment other) {
    MemorySegment text = textBytes(code);
    long length = Math.min(cut, text.byteSize());
    long mismatch = MemorySegment.mismatch(text, 0, length, other, 0, other.byteSize());
    if (mismatch < 0) {
      return 0;
    }
    if (mismatch == length) {
      return -1;
    }
    if (mismatch == other.byteSize()) {
      return 1;
    }
    return Byte.compareUnsigned(
        text.get(ValueLayout.JAVA_BYTE, mismatch), other.get(ValueLayout.JAVA_BYTE, mismatch));
  }

  private MemorySegment textBytes(int code) {
    long from = code == 0 ? 0 : ends.getAtIndex(ColumnLayout.LONG, code - 1L);
    long end = ends.getAtIndex(ColumnLayout.LONG, code);
    if (from < 0 || from > end || end > bytes.byteSize()) {
      throw source.damaged("a text that ends at", end, bytes.byteSize());
    }
    return bytes.asSlice(from, end - from);
  }

  private String text(int code) {
    return new String(textBytes(code).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  /**
   * Adds the rows of all texts with codes in {@code [from, to)}, whose postings lie side by side.
   */
  private void addCodes(int from, int end, OrdinalBits to) {
    if (from >= end) {
      return;
    }
    forEachListed(from, end, to::add);
    for (int i = heavyAtLeast(from); i < heavyCount && heavyCode(i) < end; i++) {
      RowSet.addBits(heavyBits, i * ColumnLayout.bitBytes(rows), to);
    }
  }

  private void forEachListed(int from, int end, IntConsumer action) {
    int first = starts.getAtIndex(ColumnLayout.INT, from);
    int last = starts.getAtIndex(ColumnLayout.INT, end);
    if (first < 0 || first > last || last > postingCount) {
      throw source.damaged("postings that end at", last, postingCount);
    }
    for (int i = first; i < last; i++) {
      int row = postings.getAtIndex(ColumnLayout.INT, i);
      if (row < 0 || row >= rows) {
        throw source.damaged("a posting of row", row, rows - 1L);
      }
      action.accept(row);
    }
  }

  private int heavyAtLeast(int code) {
    int at = 0;
    while (at < heavyCount && heavyCode(at) < code) {
      at++;
    }
    return at;
  }

  private int heavyCode(int index) {
    return heavyCodes.getAtIndex(ColumnLayout.INT, index);
  }
}

package io.vecstore.core.column.tree;

import io.vecstore.core.column.match.SortableDouble;
import io.vecstore.core.column.tree.Column.Kind;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.model.MetadataValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The values at one path as they are written: an entry for each row that has one, by ascending row.
 * Written by one thread.
 *
 * <p>An entry is written, and what it points to, before the count that covers it (a volatile
 * write); readers take the count first and then the arrays. Arrays that are full are replaced by
 * longer copies, so a reader's array never changes below its count.
 */
public final class ActiveColumn {

  private static final int FIRST_LENGTH = 16;

  /** The entries' arrays; what lies above the count is not written yet. */
  static final class Entries {
    final int[] rows;
    final byte[] kinds;
    final long[] contents;

    Entries(int[] rows, byte[] kinds, long[] contents) {
      this.rows = rows;
      this.kinds = kinds;
      this.contents = contents;
    }

    Entries longer() {
      int length = 2 * rows.length;
      return new Entries(
          Arrays.copyOf(rows, length),
          Arrays.copyOf(kinds, length),
          Arrays.copyOf(contents, length));
    }
  }

  private volatile Entries entries =
      new Entries(new int[FIRST_LENGTH], new byte[FIRST_LENGTH], new long[FIRST_LENGTH]);
  private volatile int count;

  /** A bit for each kind that an entry has, or is about to have. */
  private volatile int kindsSeen;

  private final GrowingDictionary dictionary = new GrowingDictionary();
  private final Map<String, ActiveColumn> fields = new ConcurrentHashMap<>();
  private volatile @Nullable ActiveColumn elements;

  /** Creates a column without values. */
  public ActiveColumn() {}

  /** Returns how many rows have a value. */
  public int entryCount() {
    return count;
  }

  /** Returns whether an entry may be of a kind; false only where none is. */
  boolean hasSeen(Kind kind) {
    return (kindsSeen & 1 << kind.code()) != 0;
  }

  /** Adds the value of a row, greater than those before. */
  public void add(int row, MetadataValue value) {
    switch (value) {
      case MetadataValue.Null nothing -> append(row, Kind.NULL, 0);
      case MetadataValue.Bool(boolean flag) -> append(row, flag ? Kind.TRUE : Kind.FALSE, 0);
      case MetadataValue.Int(long number) -> append(row, Kind.LONG, number);
      case MetadataValue.Real(double number) -> append(row, Kind.REAL, SortableDouble.of(number));
      case MetadataValue.Timestamp(long micros) -> append(row, Kind.TIMESTAMP, micros);
      case MetadataValue.Text(String text) -> append(row, Kind.TEXT, dictionary.codeOf(text));
      case MetadataValue.Array(List<MetadataValue> values) -> addArray(row, values);
      case MetadataValue.Nested(Metadata nested) -> {
        nested.forEach(
            (name, field) ->
                fields.computeIfAbsent(name, absent -> new ActiveColumn()).add(row, field));
        append(row, Kind.OBJECT, 0);
      }
    }
  }

  private void addArray(int row, List<MetadataValue> values) {
    ActiveColumn below = elements;
    if (below == null && !values.isEmpty()) {
      below = new ActiveColumn();
      elements = below;
    }
    long start = below == null ? 0 : below.entryCount();
    if (below != null) {
      for (MetadataValue value : values) {
        below.add(below.entryCount(), value);
      }
    }
    append(row, Kind.ARRAY, start << Integer.SIZE | values.size());
  }

  // The only thread that writes these volatile fields is this one.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void append(int row, Kind kind, long content) {
    int at = count;
    Entries to = entries;
    if (at == to.rows.length) {
      to = to.longer();
      entries = to;
    }
    if (!hasSeen(kind)) {
      kindsSeen |= 1 << kind.code();
    }
    to.rows[at] = row;
    to.kinds[at] = (byte) kind.code();
    to.contents[at] = content;
    count = at + 1;
  }

  /** Returns the values of the rows below {@code rows}, all of which have been added. */
  public ActiveView view(int rows) {
    int written = count;
    Entries covered = entries;
    int visible = Arrays.binarySearch(covered.rows, 0, written, rows);
    return new ActiveView(this, rows, visible < 0 ? -visible - 1 : visible, covered);
  }

  GrowingDictionary dictionary() {
    return dictionary;
  }

  @Nullable ActiveColumn field(String name) {
    return fields.get(name);
  }

  Map<String, ActiveColumn> fields() {
    return fields;
  }

  @Nullable ActiveColumn elements() {
    return elements;
  }
}

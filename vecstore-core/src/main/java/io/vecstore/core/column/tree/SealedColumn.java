package io.vecstore.core.column.tree;

import io.vecstore.core.column.match.LongRanges;
import io.vecstore.core.column.match.SortableDouble;
import io.vecstore.core.column.match.TextTest;
import io.vecstore.core.column.match.ValueTest;
import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.UnsupportedFormatException;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.Sections;
import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column in the bytes of a section. What the directory says is checked when it is opened, the
 * regions as they are read.
 */
public final class SealedColumn implements Column {

  private static final int MAX_DEPTH = 2 * Metadata.MAX_DEPTH;

  private static final List<Kind> NUMBERS = List.of(Kind.LONG, Kind.REAL, Kind.TIMESTAMP);

  private final ColumnBytes source;
  private final int rows;
  private final Map<Kind, RowSet> sets = new EnumMap<>(Kind.class);
  private final SealedNumbers longs;
  private final SealedNumbers reals;
  private final SealedNumbers moments;
  private final SealedTexts texts;
  private final MemorySegment arrayStarts;
  private final MemorySegment owners;
  private final @Nullable SealedColumn elements;
  private final Map<String, SealedColumn> fields = new HashMap<>();

  /**
   * Reads the column at the place in the directory, and those below it.
   *
   * @param expectedRows how many rows it must have, or -1 where any number will do
   */
  private SealedColumn(ColumnBytes source, int expectedRows, int depth) {
    this.source = source;
    this.rows = source.nextInt();
    if (depth > MAX_DEPTH || (expectedRows >= 0 && rows != expectedRows)) {
      throw source.corrupt("a column of " + rows + " rows, expected " + expectedRows);
    }
    for (Kind kind : Kind.values()) {
      sets.put(kind, new RowSet(source, rows));
    }
    this.longs = new SealedNumbers(source, set(Kind.LONG), rows);
    this.reals = new SealedNumbers(source, set(Kind.REAL), rows);
    this.moments = new SealedNumbers(source, set(Kind.TIMESTAMP), rows);
    this.texts = new SealedTexts(source, set(Kind.TEXT), rows);
    int arrays = set(Kind.ARRAY).count();
    this.arrayStarts =
        arrays == 0 ? MemorySegment.NULL : source.nextRegion((arrays + 1L) * Integer.BYTES);
    long ownersAt = arrays == 0 ? 0 : source.nextLong();
    boolean hasElements = source.nextByte() != 0;
    int fieldCount = source.nextInt();
    this.elements = hasElements ? new SealedColumn(source, -1, depth + 1) : null;
    int elementCount = elements == null ? 0 : elements.rows;
    this.owners = source.region(ownersAt, (long) elementCount * Integer.BYTES);
    for (int i = 0; i < fieldCount; i++) {
      String name = source.nextName();
      fields.put(name, new SealedColumn(source, rows, depth + 1));
    }
  }

  /**
   * Opens the column of the documents of a segment, with all columns below it.
   *
   * @throws CorruptStoreException if the section is missing or damaged, or has another number of
   *     rows
   * @throws UnsupportedFormatException if the section has a layout of another version
   */
  public static SealedColumn open(Sections sections, int rows) {
    ColumnBytes bytes = new ColumnBytes(sections.require(ColumnLayout.SECTION), sections.origin());
    int version = sections.version(ColumnLayout.SECTION);
    if (version != ColumnLayout.VERSION) {
      throw new UnsupportedFormatException(
          sections.origin() + "[" + ColumnLayout.SECTION + "]", version, ColumnLayout.VERSION);
    }
    if (bytes.rowsInHeader() != rows) {
      throw bytes.corrupt("columns of " + bytes.rowsInHeader() + " rows, expected " + rows);
    }
    SealedColumn root = new SealedColumn(bytes, rows, 0);
    if (!bytes.atEnd()) {
      throw bytes.corrupt("bytes after the end of the directory");
    }
    return root;
  }

  private RowSet set(Kind kind) {
    return Objects.requireNonNull(sets.get(kind));
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public boolean mayHold(Kind kind) {
    return set(kind).count() > 0;
  }

  @Override
  public void add(Kind kind, OrdinalBits to) {
    set(kind).addTo(to);
  }

  @Override
  public void add(ValueTest test, OrdinalBits to) {
    if (test.onFalse()) {
      add(Kind.FALSE, to);
    }
    if (test.onTrue()) {
      add(Kind.TRUE, to);
    }
    longs.add(test.longs(), to);
    reals.add(test.reals(), to);
    moments.add(test.moments(), to);
    texts.add(test.texts(), to);
  }

  @Override
  public void retain(ValueTest test, OrdinalBits rows) {
    List<Kind> asked =
        NUMBERS.stream().filter(kind -> !ranges(test, kind).isEmpty() && mayHold(kind)).toList();
    boolean others =
        (test.onFalse() && mayHold(Kind.FALSE))
            || (test.onTrue() && mayHold(Kind.TRUE))
            || (!test.texts().isNone() && mayHold(Kind.TEXT));
    if (!others && asked.size() == 1 && set(asked.getFirst()).isByRow()) {
      numbers(asked.getFirst()).retain(ranges(test, asked.getFirst()), rows);
    } else {
      Column.super.retain(test, rows);
    }
  }

  private SealedNumbers numbers(Kind kind) {
    return kind == Kind.LONG ? longs : kind == Kind.REAL ? reals : moments;
  }

  private static LongRanges ranges(ValueTest test, Kind kind) {
    return kind == Kind.LONG ? test.longs() : kind == Kind.REAL ? test.reals() : test.moments();
  }

  @Override
  public int texts() {
    return texts.size();
  }

  @Override
  public double share(Kind kind) {
    return rows == 0 ? 0 : (double) set(kind).count() / rows;
  }

  @Override
  public double share(ValueTest test) {
    return (test.onFalse() ? share(Kind.FALSE) : 0)
        + (test.onTrue() ? share(Kind.TRUE) : 0)
        + share(Kind.LONG) * longs.share(test.longs())
        + share(Kind.REAL) * reals.share(test.reals())
        + share(Kind.TIMESTAMP) * moments.share(test.moments())
        + (share(Kind.TEXT) == 0 ? 0 : texts.share(test.texts()));
  }

  @Override
  public void addArrays(LongRanges lengths, OrdinalBits to) {
    set(Kind.ARRAY)
        .forEach(
            (place, row) -> {
              if (lengths.contains(arrayStart(place + 1) - arrayStart(place))) {
                to.add(row);
              }
            });
  }

  private int arrayStart(int place) {
    int start = arrayStarts.getAtIndex(ColumnLayout.INT, place);
    int limit = elements == null ? 0 : elements.rows;
    if (start < 0 || start > limit) {
      throw source.damaged("an array that starts at element", start, limit);
    }
    return start;
  }

  @Override
  public double number(int row) {
    if (longs.has(row)) {
      return (double) longs.number(row);
    }
    return reals.has(row) ? SortableDouble.toDouble(reals.number(row)) : Double.NaN;
  }

  @Override
  public @Nullable SealedColumn field(String name) {
    return fields.get(name);
  }

  @Override
  public Map<String, SealedColumn> fields() {
    return Collections.unmodifiableMap(fields);
  }

  @Override
  public @Nullable SealedColumn elements() {
    return elements;
  }

  @Override
  public OrdinalBits rowsOf(OrdinalBits chosen) {
    OrdinalBits to = new OrdinalBits(rows);
    for (int at = chosen.next(0); at >= 0; at = chosen.next(at + 1)) {
      to.add(owner(at));
    }
    return to;
  }

  private int owner(int element) {
    int row = owners.getAtIndex(ColumnLayout.INT, element);
    if (row < 0 || row >= rows) {
      throw source.damaged("an element of row", row, rows - 1L);
    }
    return row;
  }

  /** Texts are looked up, and lead to the rows at once, without a set of elements in between. */
  @Override
  public OrdinalBits rowsWithElement(ValueTest test) {
    if (elements == null
        || !test.isOfTexts()
        || !(test.texts() instanceof TextTest.Among(List<String> among))) {
      return Column.super.rowsWithElement(test);
    }
    OrdinalBits to = new OrdinalBits(rows);
    elements.texts.forEach(among, element -> to.add(owner(element)));
    return to;
  }

  @Override
  public OrdinalBits rowsOf(OrdinalBits chosen, int index) {
    OrdinalBits to = new OrdinalBits(rows);
    set(Kind.ARRAY)
        .forEach(
            (place, row) -> {
              int at = arrayStart(place) + index;
              if (at < arrayStart(place + 1) && at >= 0 && chosen.contains(at)) {
                to.add(row);
              }
            });
    return to;
  }
}

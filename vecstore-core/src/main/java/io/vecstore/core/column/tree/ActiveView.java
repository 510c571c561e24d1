package io.vecstore.core.column.tree;

import io.vecstore.core.column.match.LongRanges;
import io.vecstore.core.column.match.SortableDouble;
import io.vecstore.core.column.match.TextTest;
import io.vecstore.core.column.match.ValueTest;
import io.vecstore.core.spi.OrdinalBits;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The first rows of an {@link ActiveColumn}, as they were when the view was made. */
public final class ActiveView implements Column {

  /** So many entries tell what share of them passes. */
  private static final int SAMPLE = 1024;

  private static final BitSet NONE = new BitSet();

  private final ActiveColumn column;
  private final int rows;
  private final int count;
  private final ActiveColumn.Entries entries;

  /** The elements at the time of first use: every use must see as many. */
  private @Nullable ActiveView elements;

  ActiveView(ActiveColumn column, int rows, int count, ActiveColumn.Entries entries) {
    this.column = column;
    this.rows = rows;
    this.count = count;
    this.entries = entries;
  }

  @Override
  public int rows() {
    return rows;
  }

  /** Returns how many rows have a value. */
  int entryCount() {
    return count;
  }

  /** Returns the row of an entry. */
  int row(int entry) {
    return entries.rows[entry];
  }

  /** Returns the kind of an entry's value. */
  Kind kind(int entry) {
    return Kind.at(entries.kinds[entry]);
  }

  /**
   * Returns what an entry holds: the number, the code of the text, or start and length of the
   * array.
   */
  long content(int entry) {
    return entries.contents[entry];
  }

  static int arrayStart(long content) {
    return (int) (content >>> Integer.SIZE);
  }

  static int arrayLength(long content) {
    return (int) content;
  }

  ActiveColumn column() {
    return column;
  }

  @Override
  public boolean mayHold(Kind kind) {
    return column.hasSeen(kind);
  }

  @Override
  public void add(Kind kind, OrdinalBits to) {
    if (!mayHold(kind)) {
      return;
    }
    byte wanted = (byte) kind.code();
    for (int i = 0; i < count; i++) {
      if (entries.kinds[i] == wanted) {
        to.add(entries.rows[i]);
      }
    }
  }

  @Override
  public void add(ValueTest test, OrdinalBits to) {
    if (test.onFalse()) {
      add(Kind.FALSE, to);
    }
    if (test.onTrue()) {
      add(Kind.TRUE, to);
    }
    addNumbers(Kind.LONG, test.longs(), to);
    addNumbers(Kind.REAL, test.reals(), to);
    addNumbers(Kind.TIMESTAMP, test.moments(), to);
    addTexts(test.texts(), to);
  }

  private void addNumbers(Kind kind, LongRanges ranges, OrdinalBits to) {
    if (ranges.isEmpty() || !column.hasSeen(kind)) {
      return;
    }
    int wanted = kind.code();
    LongRanges.Range first = ranges.ranges().getFirst();
    boolean one = ranges.ranges().size() == 1;
    for (int i = 0; i < count; i++) {
      long number = entries.contents[i];
      if (entries.kinds[i] == wanted
          && (one ? first.low() <= number && number <= first.high() : ranges.contains(number))) {
        to.add(entries.rows[i]);
      }
    }
  }

  private void addTexts(TextTest test, OrdinalBits to) {
    if (test.isNone() || !column.hasSeen(Kind.TEXT)) {
      return;
    }
    BitSet codes = column.dictionary().accepted(test);
    int wanted = Kind.TEXT.code();
    for (int i = 0; !codes.isEmpty() && i < count; i++) {
      if (entries.kinds[i] == wanted && codes.get((int) entries.contents[i])) {
        to.add(entries.rows[i]);
      }
    }
  }

  @Override
  public int texts() {
    return column.dictionary().size();
  }

  @Override
  public double share(Kind kind) {
    return mayHold(kind) ? sampled(entry -> kind(entry) == kind) : 0;
  }

  @Override
  public double share(ValueTest test) {
    BitSet codes = test.texts().isNone() ? NONE : column.dictionary().accepted(test.texts());
    return sampled(entry -> passes(entry, test, codes));
  }

  private boolean passes(int entry, ValueTest test, BitSet codes) {
    long content = entries.contents[entry];
    return switch (kind(entry)) {
      case FALSE -> test.onFalse();
      case TRUE -> test.onTrue();
      case LONG -> test.longs().contains(content);
      case REAL -> test.reals().contains(content);
      case TIMESTAMP -> test.moments().contains(content);
      case TEXT -> codes.get((int) content);
      default -> false;
    };
  }

  /** Returns the share of the rows, told from some entries. */
  private double sampled(IntPredicate passes) {
    int asked = Math.min(count, SAMPLE);
    int passing = 0;
    for (int i = 0; i < asked; i++) {
      passing += passes.test((int) ((long) i * count / asked)) ? 1 : 0;
    }
    return asked == 0 ? 0 : (double) passing / asked * count / rows;
  }

  @Override
  public void addArrays(LongRanges lengths, OrdinalBits to) {
    for (int i = 0; i < count; i++) {
      if (kind(i) == Kind.ARRAY && lengths.contains(arrayLength(entries.contents[i]))) {
        to.add(entries.rows[i]);
      }
    }
  }

  @Override
  public double number(int row) {
    int entry = Arrays.binarySearch(entries.rows, 0, count, row);
    if (entry < 0) {
      return Double.NaN;
    }
    return switch (kind(entry)) {
      case LONG -> (double) entries.contents[entry];
      case REAL -> SortableDouble.toDouble(entries.contents[entry]);
      default -> Double.NaN;
    };
  }

  @Override
  public @Nullable ActiveView field(String name) {
    ActiveColumn field = column.field(name);
    return field == null ? null : field.view(rows);
  }

  @Override
  public Map<String, ActiveView> fields() {
    Map<String, ActiveView> views = new HashMap<>();
    column.fields().forEach((name, field) -> views.put(name, field.view(rows)));
    return views;
  }

  @Override
  public @Nullable ActiveView elements() {
    ActiveColumn below = column.elements();
    if (elements == null && below != null) {
      elements = below.view(below.entryCount());
    }
    return elements;
  }

  @Override
  public OrdinalBits rowsOf(OrdinalBits chosen) {
    OrdinalBits to = new OrdinalBits(rows);
    for (int i = 0; i < count; i++) {
      if (kind(i) == Kind.ARRAY) {
        int start = arrayStart(entries.contents[i]);
        int end = start + arrayLength(entries.contents[i]);
        for (int at = start; at < end; at++) {
          if (chosen.contains(at)) {
            to.add(entries.rows[i]);
            break;
          }
        }
      }
    }
    return to;
  }

  @Override
  public OrdinalBits rowsOf(OrdinalBits chosen, int index) {
    OrdinalBits to = new OrdinalBits(rows);
    for (int i = 0; i < count; i++) {
      if (kind(i) == Kind.ARRAY
          && index < arrayLength(entries.contents[i])
          && chosen.contains(arrayStart(entries.contents[i]) + index)) {
        to.add(entries.rows[i]);
      }
    }
    return to;
  }
}

package io.vecstore.core.column.tree;

import io.vecstore.core.column.match.LongRanges;
import io.vecstore.core.column.match.ValueTest;
import io.vecstore.core.spi.OrdinalBits;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values at one path, for rows {@code [0, rows)}. A row holds at most one value here. If it is
 * an object, its fields are columns over the same rows; if it is an array, its elements are rows of
 * a column of their own, so that arrays of objects, and arrays in arrays, need no other structure
 * (Melnik et al. 2010, "Dremel", with offsets in place of levels).
 *
 * <p>Sets of rows that are returned are new, and the caller's to change. Immutable; safe from any
 * thread.
 */
public interface Column {

  /** What sort of value a row holds. */
  enum Kind {
    /** Null. */
    NULL(0),
    /** False. */
    FALSE(1),
    /** True. */
    TRUE(2),
    /** A whole number. */
    LONG(3),
    /** A double. */
    REAL(4),
    /** A moment. */
    TIMESTAMP(5),
    /** Text. */
    TEXT(6),
    /** An array. */
    ARRAY(7),
    /** An object. */
    OBJECT(8);

    private static final Kind[] KINDS = values();

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /** Returns the number that stands for it in bytes: its place in this list, from 0. */
    int code() {
      return code;
    }

    static Kind at(int code) {
      return KINDS[code];
    }
  }

  /** Returns the number of rows, with a value here or without. */
  int rows();

  /** Returns whether a row may hold a value of a kind; false only where none does. */
  boolean mayHold(Kind kind);

  /** Adds the rows whose value is of a kind. */
  void add(Kind kind, OrdinalBits to);

  /** Adds the rows whose value is scalar and passes a test. */
  void add(ValueTest test, OrdinalBits to);

  /**
   * Keeps of a set the rows whose value is scalar and passes a test: the rest of a conjunction,
   * which need look at no more than what is left.
   */
  default void retain(ValueTest test, OrdinalBits rows) {
    OrdinalBits passing = new OrdinalBits(rows());
    add(test, passing);
    rows.and(passing);
  }

  /** Returns how many different texts the rows hold. */
  int texts();

  /** Returns about which share of the rows, in [0, 1], holds a value of a kind. */
  double share(Kind kind);

  /** Returns about which share of the rows, in [0, 1], holds a scalar value that passes a test. */
  double share(ValueTest test);

  /** Adds the rows that hold an array with so many elements. */
  void addArrays(LongRanges lengths, OrdinalBits to);

  /** Returns the number that a row holds, as a double; NaN where it holds none. */
  double number(int row);

  /** Returns the column of a field of the objects here, or null where none has it. */
  @Nullable Column field(String name);

  /** Returns the columns of all fields of the objects here, by name. */
  Map<String, ? extends Column> fields();

  /**
   * Returns the column whose rows are the elements of the arrays here, or null where there is none.
   */
  @Nullable Column elements();

  /** Returns the rows whose array has an element that is scalar and passes a test. */
  default OrdinalBits rowsWithElement(ValueTest test) {
    Column elements = elements();
    if (elements == null) {
      return new OrdinalBits(rows());
    }
    OrdinalBits passing = new OrdinalBits(elements.rows());
    elements.add(test, passing);
    return rowsOf(passing);
  }

  /** Returns the rows whose array has an element in a set of rows of {@link #elements}. */
  OrdinalBits rowsOf(OrdinalBits elements);

  /**
   * Returns the rows whose array has the element number {@code index}, from 0, in a set of rows of
   * {@link #elements}.
   */
  OrdinalBits rowsOf(OrdinalBits elements, int index);
}

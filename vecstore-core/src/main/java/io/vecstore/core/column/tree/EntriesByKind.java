package io.vecstore.core.column.tree;

import io.vecstore.core.column.tree.Column.Kind;

/** The entries of a growing column, sorted out by kind for writing. */
final class EntriesByKind {

  /** A set with fewer rows than one in so many is a list. */
  private static final int LIST_BELOW = 32;

  /** The same for numbers, of which a list saves 8 bytes for each row that has none. */
  private static final int NUMBERS_BELOW = 4;

  private final ActiveView view;
  private final int[] counts = new int[Kind.values().length];

  EntriesByKind(ActiveView view) {
    this.view = view;
    for (int i = 0; i < view.entryCount(); i++) {
      counts[view.kind(i).code()]++;
    }
  }

  int count(Kind kind) {
    return counts[kind.code()];
  }

  /** Returns the form of the set of rows of a kind. */
  int form(Kind kind) {
    long count = count(kind);
    boolean numbers = kind == Kind.LONG || kind == Kind.REAL || kind == Kind.TIMESTAMP;
    if (count == 0) {
      return ColumnLayout.EMPTY;
    }
    if (count == view.rows()) {
      return ColumnLayout.ALL;
    }
    return count * (numbers ? NUMBERS_BELOW : LIST_BELOW) < view.rows()
        ? ColumnLayout.LIST
        : ColumnLayout.BITS;
  }

  int[] rows(Kind kind) {
    int[] rows = new int[count(kind)];
    int at = 0;
    for (int i = 0; i < view.entryCount(); i++) {
      if (view.kind(i) == kind) {
        rows[at++] = view.row(i);
      }
    }
    return rows;
  }

  long[] rowBits(Kind kind) {
    long[] bits = new long[(view.rows() + 63) >>> 6];
    for (int i = 0; i < view.entryCount(); i++) {
      if (view.kind(i) == kind) {
        bits[view.row(i) >>> 6] |= 1L << view.row(i);
      }
    }
    return bits;
  }

  /** Returns the numbers of a kind, by row or by place as the form says. */
  long[] numbers(Kind kind) {
    boolean list = form(kind) == ColumnLayout.LIST;
    long[] numbers = new long[list ? count(kind) : view.rows()];
    int at = 0;
    for (int i = 0; i < view.entryCount(); i++) {
      if (view.kind(i) == kind) {
        numbers[list ? at++ : view.row(i)] = view.content(i);
      }
    }
    return numbers;
  }
}

package io.vecstore.core.column;

import io.vecstore.core.column.tree.ActiveColumn;
import io.vecstore.core.column.tree.ActiveView;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.filter.KnownFields;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.model.MetadataValue;
import io.vecstore.core.spi.OrdinalBits;

/**
 * Columns that grow. One thread adds; any number of threads read, each the rows that were added
 * before it started, without waiting.
 */
public final class ActiveColumns implements Columns {

  private final ActiveColumn root = new ActiveColumn();

  /** Creates columns without rows. */
  public ActiveColumns() {}

  /**
   * Adds a row. Readers may see it from then on.
   *
   * @param ordinal the number of rows so far
   */
  public void add(int ordinal, Metadata metadata) {
    if (ordinal != rows()) {
      throw new IllegalArgumentException("ordinal " + ordinal + ", expected " + rows());
    }
    root.add(ordinal, new MetadataValue.Nested(metadata));
  }

  @Override
  public int rows() {
    return root.entryCount();
  }

  @Override
  public KnownFields knownFields() {
    return FieldSurvey.of(view(rows()));
  }

  @Override
  public OrdinalBits matching(Filter filter, int rows) {
    return FilterEvaluator.evaluate(filter, view(rows));
  }

  @Override
  public double nanos(Filter filter) {
    return 0;
  }

  @Override
  public FilterStep trace(Filter filter, int rows) {
    return FilterEvaluator.trace(filter, view(rows));
  }

  /** Returns the first {@code rows} rows, as they are and stay. */
  ActiveView view(int rows) {
    if (rows < 0 || rows > rows()) {
      throw new IllegalArgumentException(rows + " rows, expected 0 to " + rows());
    }
    return root.view(rows);
  }
}

package io.vecstore.core.column;

import io.vecstore.core.column.tree.ColumnWriter;
import io.vecstore.core.column.tree.SealedColumn;
import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.UnsupportedFormatException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.filter.KnownFields;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.Sections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Columns of a sealed segment: one section of bytes, read where they lie. Immutable; valid until
 * the segment is closed.
 */
public final class SealedColumns implements Columns {

  private final SealedColumn root;
  private final MatchCache cache;

  private SealedColumns(SealedColumn root) {
    this.root = root;
    this.cache = new MatchCache(root.rows());
  }

  /**
   * Returns the section of the first rows of columns. Rows may be added meanwhile.
   *
   * @param rows at most {@code columns.rows()}
   */
  public static List<Section> build(ActiveColumns columns, int rows) {
    return List.of(ColumnWriter.section(columns.view(rows)));
  }

  /**
   * Returns the section of the metadata of new rows, in their order.
   *
   * @param documents read to the end
   */
  public static List<Section> build(Iterator<Metadata> documents) {
    ActiveColumns columns = new ActiveColumns();
    while (documents.hasNext()) {
      columns.add(columns.rows(), documents.next());
    }
    return build(columns, columns.rows());
  }

  /**
   * Opens the columns of a segment.
   *
   * @param rows the number of rows of the segment
   * @throws CorruptStoreException if the section is missing or damaged, or has another number of
   *     rows
   * @throws UnsupportedFormatException if the section has a layout of another version
   */
  public static SealedColumns open(Sections sections, int rows) {
    return new SealedColumns(SealedColumn.open(sections, rows));
  }

  @Override
  public double nanos(Filter filter) {
    if (cache.isFor(filter) && cache.find(filter).isPresent()) {
      return 0;
    }
    return ConditionCost.nanos(filter, root);
  }

  @Override
  public FilterStep trace(Filter filter, int rows) {
    return FilterEvaluator.trace(filter, root);
  }

  @Override
  public int rows() {
    return root.rows();
  }

  /** Returns whether any row has a top field of this name. */
  public boolean hasField(String name) {
    return root.field(name) != null;
  }

  @Override
  public KnownFields knownFields() {
    return FieldSurvey.of(root);
  }

  @Override
  public OrdinalBits matching(Filter filter, int rows) {
    if (rows != rows()) {
      throw new IllegalArgumentException(rows + " rows, expected " + rows());
    }
    if (!cache.isFor(filter)) {
      return evaluate(filter);
    }
    Optional<OrdinalBits> known = cache.find(filter);
    if (known.isPresent()) {
      return known.get();
    }
    OrdinalBits found = evaluate(filter);
    cache.keep(filter, found);
    return found;
  }

  /**
   * Evaluates a filter over all rows anew, past the sets that are kept: what {@link #matching}
   * costs the first time.
   */
  public OrdinalBits evaluate(Filter filter) {
    return FilterEvaluator.evaluate(filter, root);
  }
}

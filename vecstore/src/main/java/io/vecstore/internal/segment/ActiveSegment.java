package io.vecstore.internal.segment;

import io.vecstore.core.column.ActiveColumns;
import io.vecstore.core.column.FilterStep;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.filter.KnownFields;
import io.vecstore.core.kernel.InverseNorms;
import io.vecstore.core.model.Document;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.exact.RowBounds;
import io.vecstore.text.postings.TextSegment;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows that were written last, in memory. The writer thread appends; any thread reads the rows
 * below a count that was published after they were appended. There is no graph: a row is found by
 * the next query, always.
 */
public final class ActiveSegment implements SegmentReader {

  private final boolean cosine;
  private final RowChunks chunks;
  private final ActiveColumns columns = new ActiveColumns();
  private final ActiveTexts texts;
  private final ConcurrentMap<String, Integer> newest = new ConcurrentHashMap<>();
  private volatile int rows; // written by the writer thread, after the row is complete
  private long bytes;
  private long memory;
  private volatile boolean expires; // written by the writer thread

  /** Creates an empty segment. */
  public ActiveSegment(SegmentContext context) {
    this.cosine = context.schema().metric() == Metric.COSINE;
    int dimension = context.schema().dimension();
    this.chunks =
        new RowChunks(dimension, context.schema().metric().hasGraph() && RowBounds.pay(dimension));
    this.texts = new ActiveTexts(context);
  }

  /** Appends a document that fits the schema; for the writer thread. */
  public void add(Document document, long lsn) {
    int ordinal = rows;
    float[] vector = document.vector();
    String text = document.text().orElse(null);
    StoredRow row = new StoredRow(document.id(), lsn, document.metadata(), text);
    Integer previous = newest.get(row.id());
    chunks.append(
        vector, cosine ? InverseNorms.of(vector) : 0, row, previous == null ? -1 : previous);
    columns.add(ordinal, row.metadata());
    if (document.expiresAt().isPresent()) {
      expires = true;
    }
    texts.add(ordinal, row);
    newest.put(row.id(), ordinal);
    int textLength = text == null ? 0 : text.length();
    bytes += 4L * vector.length + row.id().length() + textLength;
    memory += rowMemory(vector.length, row.id().length(), textLength, row.metadata().size());
    rows = ordinal + 1;
  }

  /** Returns about how many bytes ids, vectors and texts take; for the writer thread. */
  public long bytes() {
    return bytes;
  }

  /**
   * Returns about how many bytes of memory the rows take, on the heap and beside it; for the writer
   * thread.
   */
  public long memory() {
    return memory;
  }

  /**
   * Returns about how many bytes of memory a row takes while it is not sealed; measured with ids,
   * words and values as they are common.
   *
   * @param text its length in UTF-16 units, 0 for none; postings included
   * @param fields of its metadata, columns included
   */
  public static long rowMemory(int dimension, int id, double text, double fields) {
    double texts = text == 0 ? 0 : 110 + 3.15 * text;
    long bounds = RowBounds.pay(dimension) ? RowBounds.rowBytes(dimension) : 0;
    return (long) (205 + id + 4.0 * dimension + bounds + texts + 165 * fields);
  }

  @Override
  public String label() {
    return "active";
  }

  @Override
  public int rows() {
    return rows;
  }

  /**
   * A newer row of the same id may have come since the view was made: then the one before it
   * counts.
   */
  @Override
  public int find(String id, int visible) {
    Integer last = newest.get(id);
    int ordinal = last == null ? -1 : last;
    while (ordinal >= visible) {
      ordinal = chunks.previous(ordinal);
    }
    return ordinal;
  }

  @Override
  public String id(int ordinal) {
    return chunks.row(ordinal).id();
  }

  @Override
  public StoredRow row(int ordinal) {
    return chunks.row(ordinal);
  }

  @Override
  public float[] vector(int ordinal) {
    return chunks.vector(ordinal);
  }

  @Override
  public OrdinalBits matching(Filter filter, int visible) {
    return columns.matching(filter, visible);
  }

  @Override
  public double matchingNanos(Filter filter) {
    return columns.nanos(filter);
  }

  @Override
  public boolean mayExpire() {
    return expires;
  }

  @Override
  public FilterStep trace(Filter filter, int visible) {
    return columns.trace(filter, visible);
  }

  @Override
  public KnownFields knownFields() {
    return columns.knownFields();
  }

  @Override
  public TextSegment text(int visible) {
    return texts.segment(visible);
  }

  @Override
  public int blockRows() {
    return chunks.blockRows();
  }

  @Override
  public VectorRows block(int block, int visible) {
    return chunks.block(block, visible);
  }

  @Override
  public @Nullable RowBounds bounds(int block) {
    return chunks.bounds(block);
  }

  @Override
  public void retain() {
    // The garbage collector knows when nobody reads it any more.
  }

  @Override
  public void release() {
    // The garbage collector knows when nobody reads it any more.
  }
}

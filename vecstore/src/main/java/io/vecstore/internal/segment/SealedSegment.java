package io.vecstore.internal.segment;

import io.vecstore.core.column.ActiveColumns;
import io.vecstore.core.column.Columns;
import io.vecstore.core.column.FilterStep;
import io.vecstore.core.column.SealedColumns;
import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.filter.KnownFields;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.SchemaMismatchException;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.Sections;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.ExactIndex;
import io.vecstore.index.VectorIndex;
import io.vecstore.index.VectorIndexes;
import io.vecstore.persist.segment.SegmentFile;
import io.vecstore.text.Analyzer;
import io.vecstore.text.postings.FieldedText;
import io.vecstore.text.postings.TextSegment;
import io.vecstore.text.segment.SealedText;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A segment in a file that never changes. Vectors, ids and documents are primary; norms, id map,
 * columns, texts and graph can be made of them, and are, in memory, where the file lacks them or
 * they are damaged. Without its graph a segment is searched exactly.
 */
public final class SealedSegment implements SegmentReader {

  static final String VECTORS = "vectors";
  static final String NORMS = "norms";

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final SegmentFile file;
  private final VectorRows vectors;
  private final IdTable ids;
  private final StoredDocuments documents;
  private final Columns columns;
  private final TextSegment texts;
  private final VectorIndex index;
  private final List<String> rebuilt = new ArrayList<>();
  private final boolean expires;

  /**
   * Opens the parts of a segment. The caller's reference to the file becomes this segment's.
   *
   * @throws CorruptStoreException if a primary section is damaged
   */
  public SealedSegment(SegmentFile file, SegmentContext context) {
    this.file = file;
    int rows = file.ref().rows();
    this.ids = IdTable.open(file, rows);
    this.documents = StoredDocuments.open(file, rows);
    this.vectors = openVectors(file, rows, context);
    this.columns = derived("columns", () -> SealedColumns.open(file, rows), this::rebuildColumns);
    this.texts = derived("text", () -> openTexts(file, rows, context), () -> rebuildTexts(context));
    Metric metric = context.schema().metric();
    this.index =
        derived(
            "graph",
            () -> VectorIndexes.open(file, metric, vectors),
            () -> new ExactIndex(metric, vectors));
    this.expires = Expiry.anyIn(columns);
  }

  private <T> T derived(String name, Supplier<T> open, Supplier<T> make) {
    try {
      return open.get();
    } catch (CorruptStoreException | SchemaMismatchException damaged) {
      rebuilt.add(damaged.getMessage() + " (" + name + ")");
      return make.get();
    }
  }

  private static VectorRows openVectors(Sections sections, int rows, SegmentContext context) {
    int dimension = context.schema().dimension();
    MemorySegment floats = sections.require(VECTORS);
    if (floats.byteSize() != 4L * dimension * rows) {
      throw new CorruptStoreException(
          sections.origin() + "[" + VECTORS + "]",
          -1,
          floats.byteSize() + " bytes for " + rows + " rows of " + dimension);
    }
    VectorRows plain = new VectorRows(floats, MemorySegment.NULL, rows, dimension);
    if (context.schema().metric() != Metric.COSINE) {
      return plain;
    }
    MemorySegment norms =
        sections
            .find(NORMS)
            .filter(bytes -> bytes.byteSize() == 4L * rows)
            .orElseGet(() -> VectorCopy.inverseNorms(plain, Arena.ofAuto()));
    return new VectorRows(floats, norms, rows, dimension);
  }

  private Columns rebuildColumns() {
    ActiveColumns made = new ActiveColumns();
    for (int ordinal = 0; ordinal < rows(); ordinal++) {
      made.add(ordinal, row(ordinal).metadata());
    }
    return made;
  }

  private static TextSegment openTexts(Sections file, int rows, SegmentContext context) {
    List<Analyzer> analyzers = context.analyzers();
    List<TextSegment> fields = new ArrayList<>();
    for (int i = 0; i < analyzers.size(); i++) {
      fields.add(SealedText.open(file, i, analyzers.get(i).spec(), rows));
    }
    return fields.size() == 1 ? fields.getFirst() : new FieldedText(fields);
  }

  private TextSegment rebuildTexts(SegmentContext context) {
    ActiveTexts made = new ActiveTexts(context);
    for (int ordinal = 0; ordinal < rows(); ordinal++) {
      made.add(ordinal, row(ordinal));
    }
    return made.segment(rows());
  }

  /** Returns how many rows a segment file says it has, whatever a manifest says. */
  public static int rows(SegmentFile file) {
    return IdTable.rows(file);
  }

  /** Returns the file. */
  public SegmentFile file() {
    return file;
  }

  /** Returns the index of the vectors: over a graph, if the segment has one. */
  public VectorIndex index() {
    return index;
  }

  /** Returns what was damaged in the file and had to be made again. */
  public List<String> rebuilt() {
    return List.copyOf(rebuilt);
  }

  @Override
  public String label() {
    return "seg-" + file.ref().number();
  }

  @Override
  public int rows() {
    return file.ref().rows();
  }

  @Override
  public int find(String id, int visible) {
    return ids.ordinal(id.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String id(int ordinal) {
    return ids.id(ordinal);
  }

  @Override
  public StoredRow row(int ordinal) {
    return documents.row(ordinal, ids.id(ordinal));
  }

  @Override
  public float[] vector(int ordinal) {
    float[] vector = new float[vectors.dimension()];
    MemorySegment.copy(vectors.floats(), FLOAT, vectors.offset(ordinal), vector, 0, vector.length);
    return vector;
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
    return texts;
  }

  @Override
  public int blockRows() {
    return Math.max(1, rows());
  }

  @Override
  public VectorRows block(int block, int visible) {
    return vectors;
  }

  @Override
  public void retain() {
    file.retain();
  }

  @Override
  public void release() {
    file.release();
  }
}

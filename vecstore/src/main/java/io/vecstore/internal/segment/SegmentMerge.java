package io.vecstore.internal.segment;

import io.vecstore.core.column.ActiveColumns;
import io.vecstore.core.column.SealedColumns;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.spi.LongWork;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.VectorIndexes;
import io.vecstore.index.graph.BuildProgress;
import io.vecstore.internal.event.FlightRecording;
import io.vecstore.internal.event.GraphBuildEvent;
import io.vecstore.text.segment.TextMerge;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings the rows of some segments, active or sealed, that are not dead into the sections of one
 * new segment: the one way in which a segment comes to be. Rows keep their order. For one thread;
 * the graph is built by more.
 */
public final class SegmentMerge {

  private final SegmentContext context;
  private final List<Input> inputs;
  private final List<int[]> ordinals = new ArrayList<>();
  private final int rows;
  private long minLsn = Long.MAX_VALUE;
  private long maxLsn;

  /**
   * The sections of the new segment.
   *
   * @param primary without them there is no segment
   * @param derived they can be made of the primary ones
   * @param rows the number of rows
   * @param minLsn the first write in it
   * @param maxLsn the last write in it
   */
  public record Merged(
      List<Section> primary, List<Section> derived, int rows, long minLsn, long maxLsn) {}

  /**
   * How the graph is built.
   *
   * @param wanted whether it is built at all, where the schema has one and there are rows enough
   * @param threads how many threads build it
   * @param progress told of each row, and asked whether to go on
   */
  public record GraphWork(boolean wanted, int threads, BuildProgress progress) {}

  /**
   * A segment that goes in.
   *
   * @param segment retained until the sections are written
   * @param rows the ordinals in {@code [0, rows)} are looked at
   * @param kept those of them that are not dead
   */
  public record Input(SegmentReader segment, int rows, OrdinalBits kept) {}

  /** Plans a merge. */
  public SegmentMerge(SegmentContext context, List<Input> inputs) {
    this.context = context;
    this.inputs = inputs;
    int next = 0;
    for (Input input : inputs) {
      int[] map = new int[input.rows()];
      Arrays.fill(map, -1);
      for (int old = input.kept().next(0); old >= 0; old = input.kept().next(old + 1)) {
        map[old] = next++;
      }
      ordinals.add(map);
    }
    this.rows = next;
  }

  /** Returns the number of rows of the new segment. */
  public int rows() {
    return rows;
  }

  /**
   * Returns, for each input, the new ordinal of each of its rows, or -1 where the row is left out.
   */
  public List<int[]> ordinals() {
    return ordinals;
  }

  /**
   * Makes the sections.
   *
   * @param arena owns their memory
   * @throws java.util.concurrent.CancellationException if the progress was told to cancel
   */
  public Merged run(GraphWork work, Arena arena) {
    Schema schema = context.schema();
    List<String> ids = new ArrayList<>(rows);
    StoredDocumentsBuilder documents = new StoredDocumentsBuilder(arena);
    VectorCopy vectors = new VectorCopy(rows, schema.dimension(), arena);
    ActiveColumns columns = new ActiveColumns();
    LongWork told = LongWork.begin("bringing rows together", "rows", rows);
    for (int i = 0; i < inputs.size(); i++) {
      Input input = inputs.get(i);
      for (int old = 0; old < input.rows(); old++) {
        work.progress().check();
        if (ordinals.get(i)[old] >= 0) {
          StoredRow row = input.segment().row(old);
          told.advance(1);
          columns.add(ids.size(), row.metadata());
          ids.add(row.id());
          documents.add(row);
          vectors.add(input.segment(), old, input.rows());
          minLsn = Math.min(minLsn, row.lsn());
          maxLsn = Math.max(maxLsn, row.lsn());
        }
      }
    }
    List<Section> primary = new ArrayList<>();
    primary.add(Section.of(SealedSegment.VECTORS, 1, vectors.rows().floats()));
    primary.addAll(documents.build());
    List<Section> idSections = IdTable.build(ids, (int) maxLsn * 0x9E3779B9, arena);
    primary.add(idSections.get(0));
    List<Section> derived = new ArrayList<>();
    derived.add(idSections.get(1));
    derived.addAll(SealedColumns.build(columns, rows));
    derived.addAll(texts());
    derived.addAll(vectorSections(vectors.rows(), work, arena));
    return new Merged(primary, derived, rows, minLsn, maxLsn);
  }

  private List<Section> texts() {
    List<Section> sections = new ArrayList<>();
    for (int field = 0; field < context.analyzers().size(); field++) {
      TextMerge texts = new TextMerge(field, context.analyzers().get(field).spec(), rows);
      for (int i = 0; i < inputs.size(); i++) {
        Input input = inputs.get(i);
        texts.add(input.segment().text(input.rows()), ordinals.get(i));
      }
      sections.addAll(texts.build());
    }
    return sections;
  }

  private List<Section> vectorSections(VectorRows vectors, GraphWork work, Arena arena) {
    Metric metric = context.schema().metric();
    List<Section> sections = new ArrayList<>();
    if (metric == Metric.COSINE) {
      sections.add(Section.of(SealedSegment.NORMS, 1, vectors.inverseNorms()));
    }
    if (work.wanted()) {
      IndexSpec spec = context.schema().index();
      @Nullable GraphBuildEvent event = FlightRecording.isOn() ? new GraphBuildEvent() : null;
      List<Section> graph =
          VectorIndexes.build(spec, metric, vectors, work.threads(), work.progress(), arena);
      sections.addAll(graph);
      if (!graph.isEmpty() && event != null && event.isWanted()) {
        event.record(rows, work.threads());
      }
    }
    return sections;
  }

  /** Returns whether a segment of so many rows has a graph. */
  public static boolean wantsGraph(Schema schema, int rows) {
    return rows > 0 && schema.index() instanceof IndexSpec.Hnsw spec && rows >= spec.exactBelow();
  }
}

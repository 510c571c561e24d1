package io.vecstore.bench.engine;

import io.vecstore.core.filter.Filter;
import io.vecstore.core.schema.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.Version;
import org.jspecify.annotations.Nullable;

/**
 * Apache Lucene at its best for this job: one force-merged segment with nothing but vectors and row
 * numbers, mapped, float32, unit vectors under the dot product for cosine, the beam given as the
 * query's k, one searcher reused.
 */
final class LuceneEngine implements Filtered {

  private static final String VECTOR = "#vector";
  private static final String ROW = "#row"; // no name of a filter path

  private volatile @Nullable Query filter; // set between turns by the thread that drives them
  private @Nullable DirectoryReader reader;
  private @Nullable AskingThreads asking;

  @Override
  public String name() {
    return "lucene";
  }

  @Override
  public String description() {
    return "Lucene " + Version.LATEST + ", HNSW, float32, one segment, mapped";
  }

  @Override
  public Built build(Plan given) {
    Plan plan = given.normalized();
    try {
      KeptIndex kept = KeptIndex.in(given, name());
      Built built = kept.build(directory -> write(plan, directory));
      open(plan, kept.directory());
      return built;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void open(Plan plan, Path path) throws IOException {
    DirectoryReader opened = DirectoryReader.open(new MMapDirectory(path));
    reader = opened;
    int[] rows = rows(opened);
    IndexSearcher searcher = new IndexSearcher(opened);
    asking =
        new AskingThreads(
            plan.queries(), () -> (query, ef, found) -> search(searcher, rows, query, ef, found));
  }

  private void search(IndexSearcher searcher, int[] rows, float[] query, int ef, int[] found)
      throws IOException {
    ScoreDoc[] hits =
        searcher.search(
                new KnnFloatVectorQuery(VECTOR, query, Math.max(ef, found.length), filter),
                found.length)
            .scoreDocs;
    for (int i = 0; i < found.length; i++) {
      found[i] = i < hits.length ? rows[hits[i].doc] : -1;
    }
  }

  private static void write(Plan plan, Path path) throws IOException {
    try (ExecutorService merging = Executors.newFixedThreadPool(plan.buildThreads());
        MMapDirectory directory = new MMapDirectory(path);
        IndexWriter writer = new IndexWriter(directory, config(plan, merging))) {
      Parallel.run(
          plan.buildThreads(), plan.base().count(), row -> writer.addDocument(document(plan, row)));
      writer.forceMerge(1);
      writer.commit();
    }
  }

  private static IndexWriterConfig config(Plan plan, ExecutorService merging) {
    KnnVectorsFormat format =
        new Lucene99HnswVectorsFormat(
            plan.m(),
            plan.efConstruction(),
            plan.buildThreads(),
            plan.buildThreads() == 1 ? null : merging);
    return new IndexWriterConfig()
        .setUseCompoundFile(false)
        .setRAMBufferSizeMB(1900.0 * plan.buildThreads())
        .setCodec(
            new Lucene104Codec() {
              @Override
              public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return format;
              }
            });
  }

  private static Document document(Plan plan, int row) {
    VectorSimilarityFunction similarity =
        plan.metric() == Metric.EUCLIDEAN
            ? VectorSimilarityFunction.EUCLIDEAN
            : VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT;
    Document document = new Document();
    document.add(new KnnFloatVectorField(VECTOR, plan.base().row(row), similarity));
    document.add(new NumericDocValuesField(ROW, row));
    if (!plan.metadata().isEmpty()) {
      LuceneFilter.index(plan.metadata().get(row), document);
    }
    return document;
  }

  /**
   * Returns the row number of each document: documents of several indexing threads are interleaved.
   */
  private static int[] rows(DirectoryReader reader) throws IOException {
    LeafReader leaf = reader.leaves().getFirst().reader();
    NumericDocValues values = leaf.getNumericDocValues(ROW);
    int[] rows = new int[leaf.maxDoc()];
    for (int doc = values.nextDoc(); doc < rows.length; doc = values.nextDoc()) {
      rows[doc] = (int) values.longValue();
    }
    return rows;
  }

  @Override
  public void restrict(Filter accepted) {
    filter = LuceneFilter.query(accepted);
  }

  @Override
  public Turn turn(Ask ask) {
    if (asking == null) {
      throw new IllegalStateException("not built");
    }
    return asking.turn(ask);
  }

  @Override
  public void close() {
    if (asking != null) {
      asking.close();
    }
    if (reader != null) {
      try {
        reader.close();
        reader.directory().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

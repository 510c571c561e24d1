package io.vecstore.bench.store;

import io.vecstore.core.schema.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * Lucene with a commit after every batch; a commit serves all batches that were added before it
 * began. Below {@code SYNC} its commits force nothing.
 *
 * @param rows what is written
 * @param searchable whether the vectors get Lucene's graph; as plain bytes otherwise, which costs
 *     the least and finds nothing
 */
record LuceneContestant(SampleRows rows, boolean searchable) implements Contestant {

  @Override
  public String name() {
    return searchable ? "lucene" : "lucene-bytes";
  }

  @Override
  public String settings(Durability level) {
    return switch (level) {
      case SYNC -> "commit";
      case INTERVAL, MANUAL -> "commit, no fsync";
      case EPHEMERAL -> "in memory";
    };
  }

  @Override
  public Session open(Durability level, Path folder) throws IOException {
    Directory directory =
        switch (level) {
          case SYNC -> FSDirectory.open(folder.resolve("index"));
          case INTERVAL, MANUAL -> new Unforced(FSDirectory.open(folder.resolve("index")));
          case EPHEMERAL -> new ByteBuffersDirectory();
        };
    return new Open(directory, new IndexWriter(directory, new IndexWriterConfig()));
  }

  /** Leaves the bytes with the operating system. */
  private static final class Unforced extends FilterDirectory {
    Unforced(Directory in) {
      super(in);
    }

    @Override
    public void sync(Collection<String> names) {}

    @Override
    public void syncMetaData() {}
  }

  private final class Open implements Session {

    private final Directory directory;
    private final IndexWriter writer;

    Open(Directory directory, IndexWriter writer) {
      this.directory = directory;
      this.writer = writer;
    }

    @Override
    public void write(long first, int count) {
      try {
        for (long row = first; row < first + count; row++) {
          writer.updateDocument(new Term("id", Rows.id(row)), document(row));
        }
        writer.commit();
      } catch (IOException e) {
        throw new UncheckedIOException("Lucene refuses row " + first, e);
      }
    }

    private Document document(long row) {
      Document document = new Document();
      document.add(new StringField("id", Rows.id(row), Store.YES));
      rows.fields(row)
          .forEach(
              (name, value) ->
                  document.add(
                      value instanceof Number number
                          ? new LongField(name, number.longValue(), Store.YES)
                          : new StringField(name, value.toString(), Store.YES)));
      float[] vector = rows.vector(row);
      if (searchable) {
        document.add(
            new KnnFloatVectorField("vector", vector, VectorSimilarityFunction.DOT_PRODUCT));
      } else {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * vector.length);
        bytes.asFloatBuffer().put(vector);
        document.add(new BinaryDocValuesField("vector", new BytesRef(bytes.array())));
      }
      return document;
    }

    @Override
    public long count() {
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        return reader.numDocs();
      } catch (IOException e) {
        throw new UncheckedIOException("Lucene cannot count", e);
      }
    }

    @Override
    public void close() {
      try (directory;
          writer) {
        writer.commit();
      } catch (IOException e) {
        throw new UncheckedIOException("Lucene cannot close", e);
      }
    }
  }
}

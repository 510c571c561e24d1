package io.vecstore;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.Document;
import io.vecstore.core.model.MetadataCodec;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Quantization;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.VectorLayout;
import io.vecstore.internal.segment.ActiveSegment;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a store of so many rows will take, within some 15 %, if its rows are as those of a sample.
 * Ids and words are taken to be as common as in prose: a text without repetition takes more.
 *
 * @param rows how many rows
 * @param heapBytes memory of its own, on the heap and beside it, that all rows take while they are
 *     not sealed: the need of a store in memory before it is optimized. A store in a directory
 *     seals them as it goes, and stays below {@link io.vecstore.core.schema.OpenOptions#memory}
 * @param mappedBytes what of the files is mapped, once all rows are in one sealed segment: searches
 *     are fast where the operating system can keep it in memory
 * @param walkedBytes the part of it that the search for a vector reads at random: graph and codes
 * @param diskBytes all files of the store once it is optimized and closed; while it is open there
 *     are logs beside it, and while it is optimized the store is there twice
 */
public record StoreEstimate(
    long rows, long heapBytes, long mappedBytes, long walkedBytes, long diskBytes) {

  /** Manifest, identity, lock and headers. */
  private static final long FIXED_DISK = 16L << 10;

  /** Offsets, numbers and the header of a stored row. */
  private static final double STORED_ROW = 22;

  private static final double ID_OFFSET = 8;

  /** Postings and positions for a byte of text, beside the text. */
  private static final double POSTINGS = 0.48;

  /** Vectors of fewer components are walked as they are. */
  private static final int SMALLEST_CODED = 32;

  /** Vectors of fewer components have no blocks. */
  private static final int SMALLEST_FAST = 513;

  /** The averages of a sample. */
  private record Sample(double id, double text, double metadata, double fields) {

    static final Sample NONE = new Sample(16, 0, 0, 0);

    static Sample of(List<Document> documents) {
      long ids = 0;
      long texts = 0;
      long metadata = 0;
      long fields = 0;
      for (Document document : documents) {
        ids += utf8(document.id());
        texts += utf8(document.text().orElse(""));
        fields += document.metadata().size();
        metadata += MetadataCodec.encode(document.metadata()).length;
      }
      double count = documents.size();
      return new Sample(ids / count, texts / count, metadata / count, fields / count);
    }

    private static int utf8(String text) {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }
  }

  /**
   * Estimates a store of vectors without texts and metadata.
   *
   * @param rows in [0, 2³¹)
   */
  public static StoreEstimate of(Schema schema, long rows) {
    return of(schema, rows, Sample.NONE);
  }

  /**
   * Estimates a store of documents like some.
   *
   * @param rows in [0, 2³¹)
   * @param sample a few documents, 100 are plenty; they need not have an id of their own
   * @throws InvalidInputException if the sample is empty
   */
  public static StoreEstimate of(Schema schema, long rows, List<Document> sample) {
    if (sample.isEmpty()) {
      throw new InvalidInputException("an estimate needs at least one document, found none");
    }
    return of(schema, rows, Sample.of(sample));
  }

  private static StoreEstimate of(Schema schema, long rows, Sample sample) {
    if (rows < 0 || rows > Integer.MAX_VALUE) {
      throw new InvalidInputException(rows + " rows, expected 0 to " + Integer.MAX_VALUE);
    }
    int dimension = schema.dimension();
    double stored =
        4.0 * dimension
            + (schema.metric() == Metric.COSINE ? 4 : 0)
            + STORED_ROW
            + ID_OFFSET
            + sample.id()
            + 1 // the length of the text
            + sample.text() * (1 + POSTINGS)
            + 2 * sample.metadata(); // as it is stored, and in columns
    long walked = (long) (rows * walked(schema, rows)) + codebooks(schema, rows);
    long mapped = (long) (rows * stored) + idSlots(rows) + walked;
    long heap =
        rows
            * ActiveSegment.rowMemory(
                dimension, (int) Math.round(sample.id()), sample.text(), sample.fields());
    return new StoreEstimate(rows, heap, mapped, walked, mapped + FIXED_DISK);
  }

  private static long idSlots(long rows) {
    return 8L * 4 * Long.highestOneBit(Math.max(2, rows));
  }

  /** Returns the bytes of graph and codes for a row. */
  private static double walked(Schema schema, long rows) {
    if (!(schema.index() instanceof IndexSpec.Hnsw spec) || rows < spec.exactBelow()) {
      return 0;
    }
    int links = 2 * spec.m();
    int dimension = schema.dimension();
    double graph = 4.0 * links + 5;
    boolean blocks = spec.layout() == VectorLayout.FAST && dimension >= SMALLEST_FAST;
    if (blocks) {
      return graph + links * (dimension / 8.0 + 12); // one bit a component, and factors
    }
    return dimension < SMALLEST_CODED ? graph : graph + codes(spec.quantization(), dimension);
  }

  /** Returns the bytes of a row's code with its factors. */
  private static double codes(Quantization quantization, int dimension) {
    return switch (quantization) {
      case Quantization.None() -> 0;
      case Quantization.Int8() -> dimension + 16;
      case Quantization.Int4() -> dimension / 2.0 + 16;
      case Quantization.Binary() -> dimension / 8.0 + 16;
      case Quantization.Product(int subspaces) -> subspaces;
    };
  }

  /** Returns the bytes of what is trained once for all rows: 256 centroids. */
  private static long codebooks(Schema schema, long rows) {
    boolean trained =
        schema.index() instanceof IndexSpec.Hnsw spec
            && spec.quantization() instanceof Quantization.Product
            && rows >= spec.exactBelow();
    return trained ? 256L * Float.BYTES * schema.dimension() : 0;
  }
}

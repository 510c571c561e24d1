package io.vecstore.index.product;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.UnsupportedFormatException;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.Sections;
import io.vecstore.core.spi.VectorRows;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The bytes of section {@code product}, version 1, little endian.
 *
 * <pre>
 *   0  int32  subspaces          m, in [1, dimension]
 *   4  int32  metric             code of the metric
 *   8  int32  count              codes, equal to the rows of the segment
 *  12  int32  dimension
 *  16  48 bytes zero
 *  64  dimension x 256 x float32  centroids: component i of the 256 of its subspace; subspace s has
 *                                the components from s * dimension / m on
 *      count x m bytes           numbers of centroids
 * </pre>
 */
final class ProductLayout {

  static final String NAME = "product";
  static final int VERSION = 1;

  private static final int HEADER = 64;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private ProductLayout() {}

  static Section write(ProductCodes product, Arena arena) {
    Codebook book = product.book();
    int subspaces = book.subspaces();
    MemorySegment head = arena.allocate(start(book.dimension()), 64);
    head.set(INT, 0, subspaces);
    head.set(INT, 4, product.metric().code());
    head.set(INT, 8, Math.toIntExact(product.codes().byteSize() / subspaces));
    head.set(INT, 12, book.dimension());
    MemorySegment.copy(book.centroids(), 0, head, FLOAT, HEADER, book.centroids().length);
    return new Section(NAME, VERSION, List.of(head, product.codes()));
  }

  static ProductCodes open(Sections sections, Metric metric, VectorRows rows) {
    String place = sections.origin() + "[" + NAME + "]";
    MemorySegment bytes = sections.require(NAME);
    if (sections.version(NAME) != VERSION) {
      throw new UnsupportedFormatException(place, sections.version(NAME), VERSION);
    }
    int dimension = rows.dimension();
    int subspaces = bytes.byteSize() < HEADER ? 0 : bytes.get(INT, 0);
    if (subspaces < 1 || subspaces > dimension) {
      throw new CorruptStoreException(
          place, 0, subspaces + " subspaces, expected [1, " + dimension + "]");
    }
    long expected = start(dimension) + (long) rows.count() * subspaces;
    if (bytes.byteSize() != expected) {
      throw new CorruptStoreException(
          place, 0, "expected " + expected + " bytes, found " + bytes.byteSize());
    }
    int[] fields = {metric.code(), rows.count(), dimension};
    for (int i = 0; i < fields.length; i++) {
      int found = bytes.get(INT, 4L * (i + 1));
      if (found != fields[i]) {
        throw new CorruptStoreException(
            place, 4L * (i + 1), "expected " + fields[i] + ", found " + found);
      }
    }
    return new ProductCodes(
        metric,
        new Codebook(dimension, subspaces, centroids(bytes, dimension, place)),
        bytes.asSlice(start(dimension)));
  }

  private static float[] centroids(MemorySegment bytes, int dimension, String place) {
    float[] centroids = new float[Codebook.CENTROIDS * dimension];
    MemorySegment.copy(bytes, FLOAT, HEADER, centroids, 0, centroids.length);
    for (int i = 0; i < centroids.length; i++) {
      if (!Float.isFinite(centroids[i])) {
        throw new CorruptStoreException(
            place, HEADER + 4L * i, "a component of a centroid is " + centroids[i]);
      }
    }
    return centroids;
  }

  private static long start(int dimension) {
    return HEADER + 4L * Codebook.CENTROIDS * dimension;
  }
}

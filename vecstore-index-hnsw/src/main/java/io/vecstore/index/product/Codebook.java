package io.vecstore.index.product;

/**
 * The centroids of all subspaces. Subspace {@code s} of {@code m} has the components from {@code s
 * * dimension / m} up to those of the next; its centroids lie component by component, 256 numbers
 * each, so that all 256 distances are computed at once. Immutable once trained, safe from any
 * thread.
 */
final class Codebook {

  /** Centroids of a subspace. */
  static final int CENTROIDS = 256;

  private final int dimension;
  private final int subspaces;
  private final float[] centroids;

  /**
   * @param centroids {@code 256 * dimension} numbers, borrowed
   */
  Codebook(int dimension, int subspaces, float[] centroids) {
    this.dimension = dimension;
    this.subspaces = subspaces;
    this.centroids = centroids;
  }

  int dimension() {
    return dimension;
  }

  int subspaces() {
    return subspaces;
  }

  float[] centroids() {
    return centroids;
  }

  /** Returns the first component of a subspace. */
  int from(int subspace) {
    return (int) ((long) subspace * dimension / subspaces);
  }

  /**
   * Returns the number of the centroid nearest to a vector in a subspace, the lower one of equals.
   *
   * @param distances room for 256 numbers
   */
  int nearest(int subspace, float[] vector, float[] distances) {
    int from = from(subspace);
    squaredDistances(subspace, vector, from, distances);
    return least(distances);
  }

  /** Computes the squared distances of part of a vector from all centroids of a subspace. */
  void squaredDistances(int subspace, float[] vector, int at, float[] distances) {
    java.util.Arrays.fill(distances, 0, CENTROIDS, 0);
    int from = from(subspace);
    int to = from(subspace + 1);
    for (int i = from; i < to; i++) {
      addSquares(vector[at + i - from], centroids, i * CENTROIDS, distances);
    }
  }

  private static void addSquares(float x, float[] centroids, int at, float[] sums) {
    for (int c = 0; c < CENTROIDS; c++) {
      float difference = x - centroids[at + c];
      sums[c] += difference * difference;
    }
  }

  /**
   * Computes, for each subspace and centroid, what it adds to the closeness of a row: by dot
   * product the product with the query, otherwise {@code 2 q.c - |c|^2}, the negated squared
   * distance less a constant.
   *
   * @param table receives 256 numbers for each subspace
   */
  void fillTable(float[] query, boolean product, float[] table) {
    java.util.Arrays.fill(table, 0);
    for (int subspace = 0; subspace < subspaces; subspace++) {
      for (int i = from(subspace); i < from(subspace + 1); i++) {
        if (product) {
          addProducts(query[i], centroids, i * CENTROIDS, table, subspace * CENTROIDS);
        } else {
          addCloseness(2 * query[i], centroids, i * CENTROIDS, table, subspace * CENTROIDS);
        }
      }
    }
  }

  private static void addProducts(float q, float[] centroids, int at, float[] table, int to) {
    for (int c = 0; c < CENTROIDS; c++) {
      table[to + c] += q * centroids[at + c];
    }
  }

  private static void addCloseness(float q2, float[] centroids, int at, float[] table, int to) {
    for (int c = 0; c < CENTROIDS; c++) {
      float x = centroids[at + c];
      table[to + c] += (q2 - x) * x;
    }
  }

  static int least(float[] distances) {
    int least = 0;
    for (int c = 1; c < CENTROIDS; c++) {
      if (distances[c] < distances[least]) {
        least = c;
      }
    }
    return least;
  }
}

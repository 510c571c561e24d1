package io.vecstore.index.product;

import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.graph.BuildProgress;
import io.vecstore.index.parallel.Parallel;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Trains the centroids of each subspace by k-means on a sample of the rows (Lloyd 1982), from
 * starts that are chosen in proportion to their squared distance from those before (Arthur and
 * Vassilvitskii 2007, k-means++). The same rows give the same centroids, however many threads
 * train.
 */
final class CodebookTraining {

  private static final int SAMPLE = 16_384;
  private static final int ROUNDS = 8;
  private static final long SEED = 44;

  private final Metric metric;
  private final VectorRows rows;
  private final Codebook book;
  private final BuildProgress progress;
  private final int sample;

  CodebookTraining(Metric metric, VectorRows rows, int subspaces, BuildProgress progress) {
    this.metric = metric;
    this.rows = rows;
    this.progress = progress;
    int dimension = rows.dimension();
    book = new Codebook(dimension, subspaces, new float[Codebook.CENTROIDS * dimension]);
    sample = Math.min(SAMPLE, rows.count());
  }

  /** Trains all subspaces, many at once. */
  Codebook train(int threads) {
    new Parallel(threads, 1)
        .forEach(
            book.subspaces(),
            () -> {
              float[] distances = new float[Codebook.CENTROIDS];
              return subspace -> new Subspace(subspace, distances).train();
            });
    return book;
  }

  /** One subspace, by one thread. */
  private final class Subspace {

    private final int number;
    private final int first;
    private final int width;
    private final float[] points;
    private final int[] nearest = new int[sample];
    private final float[] distances;

    Subspace(int number, float[] distances) {
      this.number = number;
      this.distances = distances;
      first = book.from(number);
      width = book.from(number + 1) - first;
      points = new float[sample * width];
      for (int i = 0; i < sample; i++) {
        int ordinal = (int) ((long) i * rows.count() / sample);
        float scale = metric == Metric.COSINE ? rows.inverseNorm(ordinal) : 1;
        for (int j = 0; j < width; j++) {
          points[i * width + j] = scale * rows.component(ordinal, first + j);
        }
      }
    }

    void train() {
      spread(new SplittableRandom(SEED + number));
      for (int round = 0; round < ROUNDS; round++) {
        progress.check();
        for (int i = 0; i < sample; i++) {
          book.squaredDistances(number, points, i * width, distances);
          nearest[i] = Codebook.least(distances);
        }
        moveToMeans();
      }
    }

    /** Chooses the starts. */
    private void spread(SplittableRandom random) {
      float[] far = new float[sample];
      Arrays.fill(far, Float.MAX_VALUE);
      int chosen = random.nextInt(sample);
      for (int c = 0; c < Codebook.CENTROIDS; c++) {
        for (int j = 0; j < width; j++) {
          book.centroids()[(first + j) * Codebook.CENTROIDS + c] = points[chosen * width + j];
        }
        double sum = 0;
        for (int i = 0; i < sample; i++) {
          far[i] = Math.min(far[i], squaredDistance(i, chosen));
          sum += far[i];
        }
        chosen = pick(far, random.nextDouble() * sum);
      }
    }

    private float squaredDistance(int i, int k) {
      float sum = 0;
      for (int j = 0; j < width; j++) {
        float difference = points[i * width + j] - points[k * width + j];
        sum += difference * difference;
      }
      return sum;
    }

    /** Returns the point at which the sum of the distances exceeds a number. */
    private int pick(float[] far, double at) {
      double left = at;
      for (int i = 0; i < sample; i++) {
        left -= far[i];
        if (left < 0) {
          return i;
        }
      }
      return sample - 1;
    }

    /** Moves each centroid to the mean of its points; one that has none stays. */
    private void moveToMeans() {
      double[] sums = new double[Codebook.CENTROIDS * width];
      int[] counts = new int[Codebook.CENTROIDS];
      for (int i = 0; i < sample; i++) {
        int c = nearest[i];
        counts[c]++;
        for (int j = 0; j < width; j++) {
          sums[c * width + j] += points[i * width + j];
        }
      }
      for (int c = 0; c < Codebook.CENTROIDS; c++) {
        for (int j = 0; j < width && counts[c] > 0; j++) {
          book.centroids()[(first + j) * Codebook.CENTROIDS + c] =
              (float) (sums[c * width + j] / counts[c]);
        }
      }
    }
  }
}

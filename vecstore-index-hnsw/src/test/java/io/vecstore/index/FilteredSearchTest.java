package io.vecstore.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.MemorySections;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.graph.BuildProgress;
import io.vecstore.index.graph.GraphWalk;
import io.vecstore.index.score.RowScorer;
import io.vecstore.index.score.SearchCounters;
import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Filters at any share of the rows, be they independent of the query, around it, or everywhere but
 * around it: as many hits as there can be, the right ones, and never more work than a scan.
 */
class FilteredSearchTest {

  private static final int ROWS = 12_000;

  /** A code of two cache lines: rows of one are scanned rather than walked to, however many. */
  private static final int DIMENSION = 136;

  private static final int QUERIES = 40;
  private static final int EF = 40;
  private static final Arena ARENA = Arena.ofShared();
  private static VectorIndex index;
  private static VectorIndex exact;

  @BeforeAll
  static void build() {
    // Few directions matter, as in embeddings: of independent components no graph finds its way.
    float[] values = points(new SplittableRandom(1), ROWS);
    VectorRows rows = RealVectors.rows(Metric.COSINE, values, DIMENSION, ARENA);
    IndexSpec spec = IndexSpec.hnsw().m(16).efConstruction(100).efSearch(10).exactBelow(0);
    index =
        VectorIndexes.open(
            new MemorySections(
                "test",
                VectorIndexes.build(spec, Metric.COSINE, rows, 2, new BuildProgress(), ARENA),
                ARENA),
            Metric.COSINE,
            rows);
    exact = new ExactIndex(Metric.COSINE, rows);
  }

  @AfterAll
  static void close() {
    ARENA.close();
  }

  @ParameterizedTest
  @CsvSource({
    "INDEPENDENT, 1.0", "INDEPENDENT, 0.9", "INDEPENDENT, 0.6", "INDEPENDENT, 0.45",
    "INDEPENDENT, 0.2", "INDEPENDENT, 0.05", "INDEPENDENT, 0.003", "INDEPENDENT, 0.0003",
    "NEAR, 0.9", "NEAR, 0.5", "NEAR, 0.1", "NEAR, 0.003",
    "FAR, 0.9", "FAR, 0.5", "FAR, 0.1", "FAR, 0.003"
  })
  void recallHoldsAtAnyShare(Shape shape, double share) {
    int hits = 0;
    int wanted = 0;
    for (int query = 0; query < QUERIES; query++) {
      float[] vector = points(new SplittableRandom(1000 + query), 1);
      OrdinalBits accept = filter(shape, share, vector, query);
      SearchCounters counters = new SearchCounters();
      TopOrdinals truth = search(exact, vector, 0, accept, new SearchCounters());
      TopOrdinals found = search(index, vector, 0, accept, counters);
      // What is scored by its vector was scored by its code before, so these are different rows.
      long scored = Math.max(counters.scored(), counters.scoredApproximately());
      long most = Math.max(4 * EF, accept.cardinality());
      assertTrue(scored <= most, scored + " rows scored, expected at most " + most);
      assertEquals(truth.count(), found.count());
      wanted += truth.count();
      hits += common(truth, found);
    }
    double recall = hits / Math.max(1.0, wanted);
    assertTrue(recall >= 0.95, "recall " + recall);
  }

  @Test
  void farAnswersAreScannedAndNearOnesAreNot() {
    float[] vector = points(new SplittableRandom(7), 1);
    SearchCounters near = new SearchCounters();
    search(index, vector, EF, filter(Shape.NEAR, 0.5, vector, 7), near);
    assertEquals(1, near.filteredWalks());
    assertEquals(0, near.scans());
    SearchCounters far = new SearchCounters();
    search(index, vector, 10, filter(Shape.FAR, 0.18, vector, 7), far);
    assertEquals(1, far.abandonedWalks());
    assertEquals(1, far.scans());
    assertEquals((long) (0.18 * ROWS), far.scoredApproximately());
  }

  @Test
  void whereALittleIsAcceptedNearTheQueryAWalkGoesFurtherAndFindsTheRest() {
    // Of twelve directions, a border is the hardest there is: a wide beam finds most of it.
    int common = 0;
    SearchCounters counters = new SearchCounters();
    for (int query = 0; query < QUERIES; query++) {
      float[] vector = points(new SplittableRandom(3000 + query), 1);
      OrdinalBits accept = filter(Shape.FAR, 0.5, vector, query);
      OrdinalBits near = filter(Shape.NEAR, 0.002, vector, query);
      near.and(filter(Shape.INDEPENDENT, 0.2, vector, query));
      accept.or(near);
      TopOrdinals found = search(index, vector, EF, accept, counters);
      assertEquals(10, found.count());
      common += common(search(exact, vector, 0, accept, new SearchCounters()), found);
    }
    assertTrue(common >= 7.5 * QUERIES, common + " of " + 10 * QUERIES);
    assertTrue(counters.scans() <= QUERIES / 4, () -> counters.scans() + " scans");
  }

  @Test
  void aWalkInAWideBeamFindsFarAnswersWithoutLookingAtAll() {
    assertEquals(0, FilterPlan.farWidth(ROWS / 2, 280));
    assertEquals(1120, FilterPlan.farWidth(1_000_000, 280));
    HnswIndex walked = (HnswIndex) index;
    GraphWalk walk =
        new GraphWalk(walked.graph(), new RowScorer(Metric.COSINE, walked.rows()), null);
    int common = 0;
    SearchCounters counters = new SearchCounters();
    for (int query = 0; query < QUERIES; query++) {
      float[] vector = points(new SplittableRandom(2000 + query), 1);
      OrdinalBits accept = filter(Shape.FAR, 0.5, vector, query);
      walk.query(vector);
      int count = walk.walkAccepted(EF, 600, 10, accept, accept.cardinality(), counters);
      assertEquals(10, count);
      TopOrdinals found = new TopOrdinals(10);
      walk.offer(found);
      common += common(search(exact, vector, 0, accept, new SearchCounters()), found);
    }
    assertTrue(common >= 9.5 * QUERIES, common + " of " + 10 * QUERIES);
    long scored = counters.scored() / QUERIES;
    assertTrue(scored < 0.9 * ROWS / 2, () -> scored + " of " + ROWS / 2 + " rows scored");
  }

  @Test
  void aWalkScoresAcceptedRowsAloneButForAFew() {
    float[] vector = points(new SplittableRandom(8), 1);
    SearchCounters counters = new SearchCounters();
    search(index, vector, EF, filter(Shape.INDEPENDENT, 0.5, vector, 8), counters);
    assertEquals(1, counters.filteredWalks());
    assertEquals(0, counters.scans());
    assertTrue(
        counters.scoredApproximately() < ROWS / 4, () -> "" + counters.scoredApproximately());
  }

  @Test
  void whereMostIsAcceptedAWalkGoesOverAllAndStillNoticesThatNothingNearIs() {
    float[] vector = points(new SplittableRandom(9), 1);
    SearchCounters independent = new SearchCounters();
    search(index, vector, EF, filter(Shape.INDEPENDENT, 0.8, vector, 9), independent);
    SearchCounters none = new SearchCounters();
    search(index, vector, EF, null, none);
    assertEquals(1, independent.filteredWalks());
    assertEquals(0, independent.scans());
    long most = 2 * none.scoredApproximately();
    assertTrue(
        independent.scoredApproximately() <= most,
        () -> independent.scoredApproximately() + " of " + most);
    OrdinalBits far = filter(Shape.FAR, 0.8, vector, 9);
    TopOrdinals truth = search(exact, vector, 0, far, new SearchCounters());
    TopOrdinals found = search(index, vector, EF, far, new SearchCounters());
    assertTrue(common(truth, found) >= 8, () -> common(truth, found) + " of 10");
  }

  /** How the accepted rows lie to the query. */
  enum Shape {
    INDEPENDENT,
    NEAR,
    FAR
  }

  private static TopOrdinals search(
      VectorIndex asked,
      float[] vector,
      int ef,
      @Nullable OrdinalBits accept,
      SearchCounters counters) {
    TopOrdinals top = new TopOrdinals(10);
    asked.search(vector, ef, accept, top, counters);
    top.sort();
    return top;
  }

  private static int common(TopOrdinals truth, TopOrdinals found) {
    int common = 0;
    for (int rank = 0; rank < found.count(); rank++) {
      common += found.score(rank) >= truth.score(truth.count() - 1) ? 1 : 0;
    }
    return common;
  }

  private static OrdinalBits filter(Shape shape, double share, float[] query, int seed) {
    OrdinalBits bits = new OrdinalBits(ROWS);
    RowScorer scorer = new RowScorer(Metric.COSINE, exact.rows());
    scorer.query(query);
    SplittableRandom random = new SplittableRandom(seed);
    double[] keys =
        IntStream.range(0, ROWS)
            .mapToDouble(
                row ->
                    switch (shape) {
                      case INDEPENDENT -> random.nextDouble();
                      case NEAR -> -scorer.closeness(row);
                      case FAR -> scorer.closeness(row);
                    })
            .toArray();
    double[] sorted = IntStream.range(0, ROWS).mapToDouble(row -> keys[row]).sorted().toArray();
    double limit = sorted[Math.max(0, (int) (share * ROWS) - 1)];
    for (int row = 0; row < ROWS; row++) {
      if (keys[row] <= limit) {
        bits.add(row);
      }
    }
    return bits;
  }

  /** Returns points that lie near a few of many centres, in a few directions of the space. */
  private static float[] points(SplittableRandom random, int count) {
    SplittableRandom fixed = new SplittableRandom(42);
    int directions = 12;
    float[][] basis = new float[directions][DIMENSION];
    for (float[] direction : basis) {
      for (int i = 0; i < DIMENSION; i++) {
        direction[i] = (float) fixed.nextGaussian();
      }
    }
    float[] values = new float[count * DIMENSION];
    for (int row = 0; row < count; row++) {
      for (float[] direction : basis) {
        float weight = (float) random.nextGaussian();
        for (int i = 0; i < DIMENSION; i++) {
          values[row * DIMENSION + i] += weight * direction[i];
        }
      }
      for (int i = 0; i < DIMENSION; i++) {
        values[row * DIMENSION + i] += (float) (0.5 * random.nextGaussian());
      }
    }
    return values;
  }
}

package io.vecstore.text.fuse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.query.Fusion;
import io.vecstore.core.query.Fusion.Strategy;
import io.vecstore.core.testkit.Forall;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The formulas by hand, for documents 1 (both legs), 2 (vectors only) and 3 (words only). */
class FuserTest {

  private static final Leg VECTORS = Leg.of(new long[] {1, 2}, new float[] {0.8f, 0.5f}, -1);
  private static final Leg WORDS = Leg.of(new long[] {3, 1}, new float[] {6, 3}, 0);

  private static Fuser fuser(Fusion fusion) {
    return new Fuser(fusion, List.of(VECTORS, WORDS));
  }

  /** Fuses with the cosine 0.2 for document 3, and document 2 without the words. */
  private static Fused completed(Fusion fusion) {
    Fuser fuser = fuser(fusion);
    assertArrayEquals(new long[] {3}, fuser.missing(0));
    assertArrayEquals(new long[] {2}, fuser.missing(1));
    fuser.complete(0, new float[] {0.2f});
    fuser.complete(1, new float[] {0});
    return fuser.fuse(10);
  }

  private static double score(Fused fused, long key) {
    for (int rank = 0; rank < fused.count(); rank++) {
      if (fused.key(rank) == key) {
        return fused.score(rank);
      }
    }
    throw new AssertionError("no document " + key);
  }

  private static void assertScores(Fused fused, double one, double two, double three) {
    assertEquals(one, score(fused, 1), 1e-6, "document 1");
    assertEquals(two, score(fused, 2), 1e-6, "document 2");
    assertEquals(three, score(fused, 3), 1e-6, "document 3");
    for (int rank = 1; rank < fused.count(); rank++) {
      assertTrue(fused.score(rank - 1) >= fused.score(rank), "order");
    }
  }

  @Test
  void weightedSumGoesFromTheTheoreticalFloor() {
    assertScores(
        completed(Fusion.weighted()),
        0.7 * 1 + 0.3 * 0.5,
        0.7 * 1.5 / 1.8,
        0.7 * 1.2 / 1.8 + 0.3 * 1);
    assertTrue(fuser(Fusion.weighted()).wantsCompletion());
  }

  @Test
  void withoutCompletionAMissingScoreIsZero() {
    assertScores(
        fuser(Fusion.weighted(0.5).completed(false)).fuse(10), 0.5 + 0.25, 0.5 * 1.5 / 1.8, 0.5);
  }

  @Test
  void reciprocalRanksCountFromOne() {
    assertScores(fuser(Fusion.rrf()).fuse(10), 1.0 / 61 + 1.0 / 62, 1.0 / 62, 1.0 / 61);
    assertScores(fuser(Fusion.rrf(2).alpha(0.75)).fuse(10), 1.5 / 3 + 0.5 / 4, 1.5 / 4, 0.5 / 3);
  }

  @Test
  void relativeScoreGoesFromTheWorstFound() {
    assertScores(
        completed(Fusion.of(Strategy.RELATIVE_SCORE)), 0.5 + 0.5 * 0.5, 0.5 * 0.3 / 0.6, 0.5);
  }

  @Test
  void distributionGoesOverSixDeviations() {
    double deviation = 0.3;
    double wordDeviation = 3;
    assertScores(
        completed(Fusion.of(Strategy.DISTRIBUTION)),
        0.5 * (0.3 / deviation / 6 + 0.5) + 0.5 * 0.5,
        0.5 * 0.5 + 0.5 * (-3 / wordDeviation / 6 + 0.5),
        0.5 * (-0.3 / deviation / 6 + 0.5) + 0.5 * (3 / wordDeviation / 6 + 0.5));
  }

  @Test
  void standardScoresGoThroughTheLogistic() {
    double up = 1 / (1 + Math.exp(-1));
    assertScores(
        completed(Fusion.of(Strategy.Z_SCORE)),
        0.5 * up + 0.25,
        0.25 + 0.5 * (1 - up),
        0.5 * (1 - up) + 0.5 * up);
  }

  @Test
  void maxAndMinTakeOneLeg() {
    assertScores(fuser(Fusion.of(Strategy.MAX)).fuse(10), 1, 0, 1);
    assertScores(fuser(Fusion.of(Strategy.MIN)).fuse(10), 0, 0, 0);
  }

  @Test
  void meansAndProductsNeedBothLegs() {
    assertScores(completed(Fusion.of(Strategy.HARMONIC)), 1 / (0.5 / 1 + 0.5 / 0.5), 0, 0);
    assertScores(completed(Fusion.of(Strategy.GEOMETRIC)), Math.sqrt(0.5), 0, 0);
    assertScores(completed(Fusion.of(Strategy.PRODUCT)), 0.5, 0, 0);
  }

  @Test
  void combMnzMultipliesByTheLegsThatFoundIt() {
    assertScores(fuser(Fusion.of(Strategy.COMB_MNZ)).fuse(10), 2 * (1 + 0), 0, 1);
  }

  @Test
  void bordaCountsWhoComesAfter() {
    assertScores(fuser(Fusion.of(Strategy.BORDA)).fuse(10), 2 + 1, 1, 2);
  }

  @Test
  void aShareTellsWhereItsPartCameFrom() {
    Fused fused = completed(Fusion.weighted());
    assertEquals(3, fused.key(1));
    Share share = fused.share(1, 0);
    assertEquals(0.2f, share.score());
    assertEquals(3, share.rank());
    assertTrue(share.completed() && !share.found());
    assertEquals(1.2 / 1.8, share.normalized(), 1e-6);
    assertEquals(0.7, share.weight(), 1e-6);
    assertTrue(fused.share(1, 1).found());
  }

  @Test
  void oneEmptyLegAndNoneAreFine() {
    Leg none = Leg.of(new long[0], new float[0], 0);
    for (Strategy strategy : Strategy.values()) {
      Fused fused = new Fuser(Fusion.of(strategy), List.of(VECTORS, none)).fuse(10);
      assertEquals(2, fused.count(), strategy.name());
      assertEquals(0, new Fuser(Fusion.of(strategy), List.of(none, none)).fuse(10).count());
    }
  }

  @Test
  void noStrategyMakesNonsense() {
    Forall.cases(500)
        .check(
            random -> {
              Leg[] legs = new Leg[1 + random.nextInt(3)];
              for (int i = 0; i < legs.length; i++) {
                long[] keys = random.longs(random.nextInt(8), 0, 10).distinct().toArray();
                float[] scores = new float[keys.length];
                for (int j = 0; j < scores.length; j++) {
                  scores[j] = random.nextInt(4) == 0 ? 0 : (float) random.nextDouble(-1, 9);
                }
                legs[i] = Leg.of(keys, scores, random.nextBoolean() ? -1 : Float.NaN);
              }
              Strategy strategy = Strategy.values()[random.nextInt(Strategy.values().length)];
              Fused fused =
                  new Fuser(Fusion.of(strategy).alpha(random.nextDouble()), List.of(legs)).fuse(5);
              for (int rank = 0; rank < fused.count(); rank++) {
                assertTrue(Float.isFinite(fused.score(rank)) && fused.score(rank) >= 0);
                assertTrue(
                    rank == 0
                        || fused.score(rank - 1) > fused.score(rank)
                        || fused.key(rank - 1) < fused.key(rank)
                        || fused.score(rank - 1) == fused.score(rank));
              }
            });
  }
}

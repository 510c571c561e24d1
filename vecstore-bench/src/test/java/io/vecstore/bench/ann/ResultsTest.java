package io.vecstore.bench.ann;

import static io.vecstore.bench.ann.CurveTest.turn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.bench.ann.Measurement.Clock;
import io.vecstore.bench.ann.Results.Contestant;
import io.vecstore.core.schema.Metric;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class ResultsTest {

  /**
   * Three rounds; the machine is slower in each, so that only ratios within a round tell the truth.
   */
  private static Results slowingDown() {
    Results results = new Results();
    results.enter(new Contestant("vecstore", "ours", "ef", 1.5, 4096));
    results.enter(new Contestant("hnswlib", "theirs", "ef", 3.0, 8192));
    double[] speed = {1, 0.5, 0.1};
    double[] advantage = {2, 3, 1.8};
    for (int round = 0; round < 3; round++) {
      results.add(turn("hnswlib", round, 10, 0.95, 1000 * speed[round]));
      results.add(turn("vecstore", round, 10, 0.95, 1000 * speed[round] * advantage[round]));
    }
    return results;
  }

  @Test
  void ratiosAreTakenWithinARound() {
    assertEquals(
        2.0, slowingDown().ratio("vecstore", "hnswlib", 0.95, Clock.CPU).orElseThrow(), 1e-9);
    assertEquals(
        0.5, slowingDown().ratio("hnswlib", "vecstore", 0.95, Clock.WALL).orElseThrow(), 1e-9);
  }

  @Test
  void whereOneIsNotReachedThereIsNoRatio() {
    assertTrue(slowingDown().ratio("vecstore", "hnswlib", 0.99, Clock.CPU).isEmpty());
    assertTrue(slowingDown().ratio("vecstore", "faiss", 0.95, Clock.CPU).isEmpty());
  }

  @Test
  void throughputIsTheMedianOfTheRounds() {
    assertEquals(500, slowingDown().qps("hnswlib", 0.95, Clock.CPU).orElseThrow(), 1e-9);
    assertEquals(250, slowingDown().qps("hnswlib", 0.95, Clock.WALL).orElseThrow(), 1e-9);
  }

  @Test
  void theJsonHoldsOurRatioToThePeer() {
    String json = json(slowingDown());

    assertEquals("2.0", value(json, "ratios", "hnswlib", "0.95", "cpu"));
    assertEquals("2.0", value(json, "ratios", "hnswlib", "0.95", "wall"));
    assertEquals("", value(json, "ratios", "hnswlib", "0.99", "cpu"), "not reached");
    assertEquals("ann --x", value(json, "command"));
    assertEquals("no compiler", value(json, "skipped", "faiss"));
    assertEquals("1", value(json, "data", "threads"));
  }

  @Test
  void everyLayoutHasItsRatios() {
    Results results = new Results();
    results.enter(new Contestant("vecstore-fast", "", "ef", 1, 1));
    results.enter(new Contestant("vecstore-compact", "", "ef", 1, 1));
    results.enter(new Contestant("hnswlib", "", "ef", 1, 1));
    results.add(turn("vecstore-fast", 0, 10, 0.95, 3000));
    results.add(turn("vecstore-compact", 0, 10, 0.95, 1500));
    results.add(turn("hnswlib", 0, 10, 0.95, 1000));
    String json = json(results);

    assertEquals("3.0", value(json, "ratios", "hnswlib", "0.95", "cpu"));
    assertEquals("1.5", value(json, "ratios_compact", "hnswlib", "0.95", "cpu"));
  }

  @Test
  void theTableShowsFloorsAndGaps() {
    String table = ResultTable.print(title(), Machine.here(), slowingDown());

    assertTrue(table.contains("hnswlib                 >500         500           -"), table);
    assertTrue(table.contains("hnswlib          2.00 / 2.00 2.00 / 2.00           -"), table);
  }

  private static RaceTitle title() {
    return new RaceTitle("set", 16, 4, Metric.COSINE, 8, 10, 1, 3);
  }

  private static String json(Results results) {
    return ResultJson.print(
        title(), Machine.here(), results, List.of("ann", "--x"), Map.of("faiss", "no compiler"));
  }

  /**
   * Returns the text of the value at a path of property names, or an empty text where there is
   * none.
   */
  private static String value(String json, String... path) {
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      int depth = 0;
      int matched = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        switch (token) {
          case START_OBJECT, START_ARRAY -> depth++;
          case END_OBJECT, END_ARRAY -> {
            depth--;
            matched = Math.min(matched, Math.max(depth - 1, 0));
          }
          case PROPERTY_NAME -> {
            if (depth == matched + 1 && parser.currentName().equals(path[matched])) {
              if (++matched == path.length) {
                parser.nextToken();
                return parser.getString();
              }
            }
          }
          default -> {}
        }
      }
      return "";
    }
  }
}

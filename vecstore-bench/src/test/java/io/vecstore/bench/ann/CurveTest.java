package io.vecstore.bench.ann;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.bench.ann.Measurement.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {

  @Test
  void betweenTwoPointsTheLogarithmIsLinear() {
    Curve curve = new Curve(List.of(turn(20, 0.96, 1000), turn(10, 0.92, 4000)));

    assertEquals(2000, curve.qpsAt(0.94, Clock.CPU).orElseThrow(), 1e-6);
    assertEquals(1000, curve.qpsAt(0.96, Clock.CPU).orElseThrow(), 1e-6);
    assertEquals(
        4000 / 2, curve.qpsAt(0.92, Clock.WALL).orElseThrow(), 1e-6, "the clock is half as fast");
  }

  @Test
  void aRecallBeyondTheCurveIsNotGuessed() {
    Curve curve = new Curve(List.of(turn(10, 0.92, 4000), turn(20, 0.96, 1000)));

    assertTrue(curve.qpsAt(0.97, Clock.CPU).isEmpty());
  }

  @Test
  void aCurveThatStartsAboveGivesItsFloor() {
    Curve curve = new Curve(List.of(turn(10, 0.92, 4000), turn(20, 0.96, 1000)));

    assertEquals(4000, curve.qpsAt(0.90, Clock.CPU).orElseThrow(), 1e-6);
    assertTrue(curve.startsAbove(0.90));
    assertFalse(curve.startsAbove(0.95));
  }

  @Test
  void recallThatFallsAgainDoesNotCount() {
    Curve curve =
        new Curve(List.of(turn(10, 0.90, 4000), turn(20, 0.96, 2000), turn(30, 0.94, 1000)));

    assertTrue(curve.qpsAt(0.95, Clock.CPU).orElseThrow() > 2000);
  }

  static Measurement turn(int knob, double recall, double qps) {
    return turn("engine", 0, knob, recall, qps);
  }

  static Measurement turn(String engine, int round, int knob, double recall, double qps) {
    return new Measurement(engine, round, knob, recall, qps / 2, qps, 10, 20);
  }
}

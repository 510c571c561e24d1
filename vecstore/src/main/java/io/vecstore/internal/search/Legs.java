package io.vecstore.internal.search;

import io.vecstore.core.query.Hit;
import io.vecstore.core.schema.Metric;
import java.util.OptionalDouble;

/** Makes the {@link Hit.Legs} of hits. */
final class Legs {

  private Legs() {}

  static Hit.Legs ofVector(Metric metric, float closeness) {
    return new Hit.Legs(
        OptionalDouble.of(metric.distance(closeness)),
        OptionalDouble.of(metric.score(closeness)),
        OptionalDouble.empty());
  }

  static Hit.Legs ofKeywords(float score) {
    return new Hit.Legs(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.of(score));
  }

  static Hit.Legs ofBoth(Metric metric, float closeness, float score) {
    return new Hit.Legs(
        OptionalDouble.of(metric.distance(closeness)),
        OptionalDouble.of(metric.score(closeness)),
        OptionalDouble.of(score));
  }
}

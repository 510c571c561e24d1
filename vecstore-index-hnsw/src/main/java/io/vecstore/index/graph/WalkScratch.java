package io.vecstore.index.graph;

import io.vecstore.index.beam.Beam;
import io.vecstore.index.beam.VisitedSlots;
import io.vecstore.index.score.HopScorer;

/** What a walk writes to, made once and used again and again by one thread at a time. */
final class WalkScratch {

  /** Nodes that are expanded together at most. */
  static final int TOGETHER = 8;

  final HopScorer scorer;
  final Beam beam = new Beam();
  final VisitedSlots visited = new VisitedSlots();
  final int[] slots;
  final int[] ordinals;
  final float[] scores;
  final int[] together = new int[TOGETHER];
  int touched; // nobody needs it, but the compiler cannot know that

  /**
   * @param scorer over the graph's rows
   * @param width the widest row of links
   */
  WalkScratch(HopScorer scorer, int width) {
    this.scorer = scorer;
    slots = new int[TOGETHER * width];
    ordinals = new int[TOGETHER * width];
    scores = new float[TOGETHER * width];
  }

  @Override
  public String toString() {
    return "WalkScratch[" + beam + ", touched " + touched + "]";
  }
}

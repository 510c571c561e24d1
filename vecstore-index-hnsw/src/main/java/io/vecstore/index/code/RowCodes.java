package io.vecstore.index.code;

import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.score.HopScorer;
import java.lang.foreign.Arena;

/** Codes of the rows of a segment, to find the way by. Immutable, safe from any thread. */
public interface RowCodes {

  /** Returns a scorer of its own for one thread. */
  HopScorer scorer(VectorRows rows);

  /** Returns how many cache lines a row's code takes, or takes the time of. */
  int lines();

  /** Returns the codes as a section, some of it in memory of the arena. */
  Section section(Arena arena);
}

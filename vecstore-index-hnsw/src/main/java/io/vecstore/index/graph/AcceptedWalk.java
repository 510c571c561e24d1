package io.vecstore.index.graph;

import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.ReadLimit;
import io.vecstore.index.beam.Beam;

/**
 * Walks the lowest layer over accepted rows alone. A row of links that has too few of them is
 * widened by the rows of the neighbours that are not accepted, which are passed through without
 * being scored, until there are enough: so the accepted rows hang together where they are a few in
 * a hundred, and every score that is computed is of a row that may be an answer (after ACORN-1,
 * Patel et al. 2024, section 5, which takes all neighbours of neighbours, and Lucene's
 * FilteredHnswGraphSearcher, which takes as many as it needs). Several nodes are expanded together:
 * most of the time is spent waiting for rows of links and codes, and so they are waited for at
 * once.
 *
 * <p>First a narrow walk without the filter finds where the query is; the walk starts from there,
 * and from a sample of the accepted rows. Where next to no neighbour of the nearest rows is
 * accepted, all answers are far from the query, along a border that a graph made for near ones does
 * not follow. Then the walk is given up for a scan; or, where that would be of very many rows, goes
 * on in a beam that is much wider. Belongs to one thread.
 */
final class AcceptedWalk {

  /**
   * Accepted links that a hop looks for, seen before or not; of 16, 24 and 32 the one that was
   * fastest at equal recall.
   */
  private static final int LINKS = 24;

  /** Nodes that are expanded together. */
  private static final int TOGETHER = 4;

  /** Accepted rows that are tried as starts. */
  private static final int SAMPLE = 16;

  /** The width of the walk that finds where the query is. */
  private static final int NEAREST = 8;

  /**
   * So many accepted links of the nearest rows are enough to go on, and of a filter that accepts
   * little a third of what is to be expected; with fewer, the answers are far.
   */
  private static final int NEAR_LINKS = 12;

  /**
   * Where fewer than half of the near links are accepted that were to be expected, the answers lie
   * along a border, and the beam is so much wider.
   */
  private static final int WIDER = 3;

  /** A walk of more hops for each place in its beam has lost its way. */
  private static final int HOPS_PER_PLACE = 4;

  /** After so many hops a walk asks whether it may go on. */
  private static final int CHECKED = 64;

  private final WalkScratch scratch;
  private final GraphLayer layer;
  private final int[] row;
  private final int[] together = new int[TOGETHER];
  private final int[] own = new int[TOGETHER];
  private final int[] failing = new int[TOGETHER];
  private final int[][] bridges;
  private final int[] passed;
  private final int[] nearest = new int[NEAREST];
  private final int[] found;
  private final float[] scores;
  private long[] accepted = new long[0];
  private int nearestCount;
  private int foundCount;
  private boolean alongBorder;
  private long hops;
  private long scored;
  private int touched; // nobody needs it, but the compiler cannot know that

  AcceptedWalk(WalkScratch scratch, GraphLayer layer) {
    this.scratch = scratch;
    this.layer = layer;
    row = new int[layer.width()];
    bridges = new int[TOGETHER][layer.width() + 1];
    passed = new int[layer.width() + 1];
    found = new int[Math.max(SAMPLE + NEAREST, TOGETHER * (LINKS + 2 * layer.width()))];
    scores = new float[found.length];
  }

  /** Returns how many rows were scored. */
  long scored() {
    return scored;
  }

  /**
   * Returns whether the answers lie along a border, where they are about equally far and estimates
   * do not tell them apart.
   */
  boolean isAlongBorder() {
    return alongBorder;
  }

  /** Returns how many nodes were expanded. */
  long hops() {
    return hops;
  }

  /**
   * Fills the beam with accepted rows.
   *
   * @param entry the slot to start from, accepted or not
   * @param far width of the beam where the accepted rows are far from the query; 0 to give up there
   * @param accept the ordinals that may be found
   * @param matches how many they are, more than the beam is wide
   * @return whether the walk came to its end with a full beam
   */
  boolean walk(int entry, int width, int far, OrdinalBits accept, int matches) {
    accepted = accept.words();
    hops = 0;
    scored = 0;
    // The row that the upper layers lead to may lie outside of what is accepted near the query, but
    // not so far that nothing around it is.
    if (far == 0 && linksAround(entry) == 0) {
      return false;
    }
    locate(entry);
    long expected = expected(nearestCount, matches);
    int near = nearLinks(nearestCount);
    boolean isFar = isFar(near, expected);
    if (isFar && far == 0) {
      return false;
    }
    int wide = near >= expected / 2 ? width : Math.min(isFar ? far : WIDER * width, matches);
    alongBorder = wide > width;
    Beam beam = scratch.beam;
    beam.reset(wide);
    scratch.visited.reset(layer.count());
    start(accept);
    ReadLimit limit = ReadLimit.current();
    long checked = hops;
    int count;
    while ((count = next(beam)) > 0) {
      if (hops > (long) HOPS_PER_PLACE * wide) {
        return false;
      }
      expand(count);
      if (hops - checked >= CHECKED) {
        checked = hops;
        limit.check();
      }
    }
    return beam.size() == wide;
  }

  /** Returns how many links of so many rows would be accepted if the filter knew no places. */
  private long expected(int rows, int matches) {
    return (long) rows * layer.width() * matches / layer.count();
  }

  private static boolean isFar(int accepted, long expected) {
    return accepted < Math.clamp(expected / 3, 1, NEAR_LINKS);
  }

  /** Returns how many links of the first neighbours of a row are accepted; scores nothing. */
  private int linksAround(int entry) {
    layer.row(entry, row);
    System.arraycopy(row, 0, nearest, 0, NEAREST);
    touched += layer.touch(nearest, NEAREST);
    return nearLinks(NEAREST);
  }

  /** Takes the best slots that were not expanded yet; returns how many there are. */
  private int next(Beam beam) {
    int count = 0;
    int slot;
    while (count < TOGETHER && (slot = beam.expandNext()) >= 0) {
      together[count++] = slot;
    }
    return count;
  }

  private void locate(int entry) {
    BeamSearch.start(scratch, layer, entry, NEAREST);
    hops += BeamSearch.walk(scratch, layer);
    scored += scratch.visited.count();
    nearestCount = scratch.beam.size();
    for (int rank = 0; rank < nearestCount; rank++) {
      nearest[rank] = scratch.beam.slot(rank);
    }
  }

  /** Returns how many links of the nearest rows are accepted. */
  private int nearLinks(int rows) {
    int near = 0;
    for (int i = 0; i < rows; i++) {
      layer.row(nearest[i], row);
      for (int slot : row) {
        near += isAccepted(slot) ? 1 : 0;
      }
    }
    return near;
  }

  private void start(OrdinalBits accept) {
    foundCount = 0;
    int step = Math.max(1, accept.size() / SAMPLE);
    for (int from = 0; from < accept.size() && foundCount < SAMPLE; from += step) {
      add(accept.next(from));
    }
    for (int i = 0; i < nearestCount; i++) {
      if (isAccepted(nearest[i])) {
        add(nearest[i]);
      }
    }
    offer();
    for (int i = 0; i < nearestCount; i++) {
      if (!isAccepted(nearest[i])) {
        together[0] = nearest[i];
        expand(1);
      }
    }
  }

  private void add(int slot) {
    if (slot >= 0 && scratch.visited.add(slot)) {
      found[foundCount++] = slot;
    }
  }

  /** Expands nodes together, so that what they read is on its way all at once. */
  private void expand(int count) {
    hops += count;
    foundCount = 0;
    touched += layer.touch(together, count);
    for (int i = 0; i < count; i++) {
      int before = foundCount;
      failing[i] = gather(together[i], bridges[i]);
      own[i] = foundCount - before;
      // About so many more rows will be read.
      int more = own[i] < LINKS ? Math.min(failing[i], LINKS / Math.max(1, own[i])) : 0;
      touched += layer.touch(bridges[i], more);
    }
    for (int i = 0; i < count; i++) {
      int enough = foundCount + LINKS - own[i];
      for (int j = 0; j < failing[i] && foundCount < enough; j++) {
        if (scratch.visited.add(bridges[i][j])) {
          gather(bridges[i][j], passed);
        }
      }
    }
    foundCount = scratch.visited.keepNew(found, foundCount);
    offer();
  }

  /**
   * Takes the accepted links of a node's row, seen before or not; returns how many are not. Without
   * branches: at one link in ten each would be guessed wrong.
   */
  private int gather(int node, int[] failing) {
    int width = layer.width();
    int taken = foundCount;
    int failed = 0;
    for (int i = 0; i < width; i++) {
      int slot = layer.link(node, i);
      int real = slot == node ? 0 : 1;
      int in = (int) (accepted[slot >>> 6] >>> slot) & real;
      found[taken] = slot;
      taken += in;
      failing[failed] = slot;
      failed += in ^ real;
    }
    foundCount = taken;
    return failed;
  }

  private boolean isAccepted(int slot) {
    return (accepted[slot >>> 6] >>> slot & 1) != 0;
  }

  private void offer() {
    Beam beam = scratch.beam;
    scored += foundCount;
    scratch.scorer.closeness(found, foundCount, scores);
    float threshold = beam.threshold();
    for (int i = 0; i < foundCount; i++) {
      if (scores[i] > threshold) {
        beam.offer(found[i], scores[i]);
        threshold = beam.threshold();
      }
    }
  }

  @Override
  public String toString() {
    return "AcceptedWalk[" + hops + " hops, touched " + touched + "]";
  }
}

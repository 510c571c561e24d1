package io.vecstore.index.graph;

import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.ReadLimit;
import io.vecstore.index.beam.Beam;
import java.util.Arrays;

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
 * <p>First a narrow walk without the filter finds where the query is. The accepted rows that it met
 * begin the beam; where they are few, so do those behind the nearest rows, and a sample of all.
 * Where little is accepted around the nearest rows the answers lie further away, along the border
 * of what is accepted, which a graph made for near ones follows badly: the beam is wider there.
 * Where nothing is, as far as two links lead from where the walk would begin, it is not begun, and
 * gives way to a scan; or, where that would be of very many rows, has a very wide beam. Once a row
 * was scored there is no way back, so that a search never scores more than a scan would. Belongs to
 * one thread.
 */
final class AcceptedWalk {

  /**
   * Accepted links that a hop looks for, seen before or not; of 16, 24 and 32 the one that was
   * fastest at equal recall.
   */
  private static final int LINKS = 24;

  /** Nodes that are expanded together. */
  private static final int TOGETHER = 4;

  /** Accepted rows that are tried as starts, the first time. */
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

  /**
   * Where the answers are far, but some links lead there, the beam is so much wider, and has at
   * least so many places: of text embeddings, filtered by what they are about, 99 of 100 are found
   * then that a scan would find.
   */
  private static final int WIDER_FAR = 4;

  private static final int FAR_PLACES = 80;

  /** Where one in so many is accepted of what was to be expected, that is as good as nothing. */
  private static final int HARDLY_ANY = 16;

  /**
   * Of the links two steps away, one in so many of what was to be expected must be accepted, or the
   * walk is not begun: seven and more in a hundred are where answers are far but lie together, none
   * to three where they lie all around.
   */
  private static final int TOO_FAR = 32;

  /** Where one in so many is accepted of the links one step away, two steps are not looked at. */
  private static final int SOME = 8;

  /** After so many hops a walk asks whether it may go on. */
  private static final int CHECKED = 64;

  private final WalkScratch scratch;
  private final GraphLayer layer;
  private final Beam nearest = new Beam();
  private final int[] row;
  private final int[] together = new int[TOGETHER];
  private final int[] own = new int[TOGETHER];
  private final int[] failing = new int[TOGETHER];
  private final int[][] bridges;
  private final int[] passed;
  private final int[] found;
  private final float[] scores;
  private int[] met = new int[256];
  private float[] metScores = new float[256];
  private long[] accepted = new long[0];
  private int metCount;
  private int foundCount;
  private boolean alongBorder;
  private boolean isFar;
  private long hops;
  private long scored;
  private long most;
  private int touched; // nobody needs it, but the compiler cannot know that

  AcceptedWalk(WalkScratch scratch, GraphLayer layer) {
    this.scratch = scratch;
    this.layer = layer;
    row = new int[layer.width()];
    bridges = new int[TOGETHER][layer.width() + 1];
    passed = new int[layer.width() + 1];
    found = new int[Math.max(SAMPLE, TOGETHER * (LINKS + 2 * layer.width()))];
    scores = new float[found.length];
  }

  /** Returns how many rows were scored. */
  long scored() {
    return scored;
  }

  /**
   * Returns whether the answers lie along a border, where they are about equally far and estimates
   * tell them apart badly.
   */
  boolean isAlongBorder() {
    return alongBorder;
  }

  /** Returns whether nothing near the query is accepted, where estimates do not tell at all. */
  boolean isFar() {
    return isFar;
  }

  /** Returns how many nodes were expanded. */
  long hops() {
    return hops;
  }

  /**
   * Fills the beam with accepted rows.
   *
   * @param entry the slot to start from, accepted or not
   * @param far width of the beam where nothing near the query is accepted; 0 to give up there
   * @param accept the ordinals that may be found
   * @param matches how many they are, more than the beam is wide
   * @return whether the walk was begun; where it was not, nothing was scored
   */
  boolean walk(int entry, int width, int far, OrdinalBits accept, int matches) {
    accepted = accept.words();
    hops = 0;
    scored = 0;
    most = (long) matches - found.length;
    isFar = false;
    if (far == 0 && isTooFar(entry, matches)) {
      return false;
    }
    locate(entry);
    int wide = Math.min(wide(width, far, matches), matches);
    alongBorder = wide > width;
    scratch.beam.reset(wide);
    start(accept);
    for (long sample = SAMPLE; !expandAll() && sample < accept.size(); sample *= SAMPLE) {
      sample(accept, Math.min(accept.size(), SAMPLE * sample));
    }
    return true;
  }

  /**
   * Expands the beam until all of it is expanded, or about as many rows were scored as match.
   *
   * @return whether the beam is full, or may not be filled further
   */
  private boolean expandAll() {
    Beam beam = scratch.beam;
    ReadLimit limit = ReadLimit.current();
    long checked = hops;
    int count;
    while (scored <= most && (count = next(beam)) > 0) {
      expand(count);
      if (hops - checked >= CHECKED) {
        checked = hops;
        limit.check();
      }
    }
    return beam.isFull() || scored > most;
  }

  /**
   * Returns whether next to nothing is accepted as far as two links lead from the row that the
   * upper layers lead to; scores nothing.
   */
  private boolean isTooFar(int entry, int matches) {
    layer.row(entry, row);
    System.arraycopy(row, 0, found, 0, NEAREST);
    touched += layer.touch(found, NEAREST);
    long expected = (long) NEAREST * layer.width() * matches / layer.count();
    if (acceptedLinks(found, NEAREST) > expected / SOME) {
      return false;
    }
    long links = 0;
    long seen = 0;
    int[] around = passed;
    for (int i = 0; i < NEAREST; i++) {
      layer.row(found[i], around);
      touched += layer.touch(around, layer.width());
      links += acceptedLinks(around, layer.width());
      seen += (long) layer.width() * layer.width();
    }
    return links <= seen * matches / layer.count() / TOO_FAR;
  }

  /** Returns how many links of the first rows are accepted. */
  private int acceptedLinks(int[] rows, int count) {
    int links = 0;
    for (int i = 0; i < count; i++) {
      layer.row(rows[i], row);
      for (int slot : row) {
        links += (int) (accepted[slot >>> 6] >>> slot) & 1;
      }
    }
    return links;
  }

  /** Finds the rows nearest to the query, and keeps the accepted ones that it meets. */
  private void locate(int entry) {
    metCount = 0;
    nearest.reset(NEAREST);
    scratch.visited.reset(layer.count());
    row[0] = entry;
    meet(1);
    int next;
    while ((next = nearest.expandNext()) >= 0) {
      hops++;
      layer.row(next, row);
      meet(layer.width());
    }
  }

  private void meet(int length) {
    int count = scratch.visited.keepNew(row, length);
    scored += count;
    scratch.scorer.closeness(row, count, scores);
    if (metCount + count > met.length) {
      met = Arrays.copyOf(met, 2 * (metCount + count));
      metScores = Arrays.copyOf(metScores, met.length);
    }
    float threshold = nearest.threshold();
    for (int i = 0; i < count; i++) {
      met[metCount] = row[i];
      metScores[metCount] = scores[i];
      metCount += isAccepted(row[i]) ? 1 : 0;
      if (scores[i] > threshold) {
        nearest.offer(row[i], scores[i]);
        threshold = nearest.threshold();
      }
    }
  }

  /** Returns how wide the beam must be, by how much is accepted around the query. */
  private int wide(int width, int far, int matches) {
    int rows = nearest.size();
    for (int rank = 0; rank < rows; rank++) {
      found[rank] = nearest.slot(rank);
    }
    int near = acceptedLinks(found, rows);
    // What there would be if the filter knew no places.
    long expected = (long) rows * layer.width() * matches / layer.count();
    if (near < Math.clamp(expected / 3, 1, NEAR_LINKS)) {
      int wider = Math.max(FAR_PLACES, WIDER_FAR * width);
      isFar = far > wider && near <= expected / HARDLY_ANY;
      return isFar ? far : wider;
    }
    return near < expected / 2 ? WIDER * width : width;
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

  private void start(OrdinalBits accept) {
    scratch.visited.reset(layer.count());
    for (int i = 0; i < metCount; i++) {
      scratch.visited.add(met[i]);
      scratch.beam.offer(met[i], metScores[i]);
    }
    if (metCount >= LINKS && !alongBorder) {
      return;
    }
    sample(accept, SAMPLE);
    int count = 0;
    for (int rank = 0; rank < nearest.size(); rank++) {
      if (!isAccepted(nearest.slot(rank))) {
        together[count++] = nearest.slot(rank);
      }
      if (count == TOGETHER || (count > 0 && rank + 1 == nearest.size())) {
        expand(count);
        count = 0;
      }
    }
  }

  /** Scores accepted rows from all over the segment. */
  private void sample(OrdinalBits accept, long wanted) {
    foundCount = 0;
    long step = Math.max(1, accept.size() / wanted);
    for (long from = 0; from < accept.size() && scored <= most; from += step) {
      int slot = accept.next((int) from);
      if (slot >= 0 && scratch.visited.add(slot)) {
        found[foundCount++] = slot;
      }
      if (foundCount == SAMPLE) {
        offer();
        foundCount = 0;
      }
    }
    offer();
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

package io.vecstore.index;

import java.util.Locale;

/**
 * The cheapest right way to search a segment under a filter, by how many rows pass it. Scans cost
 * in proportion to the rows that pass; a walk costs the same however many they are, but finds less
 * where they are few in a hundred. Where a walk turns out to be the wrong way, because all accepted
 * rows are far from the query, it says so early, and the accepted rows are scanned after all; or
 * the beam becomes much wider, where they are very many.
 *
 * <p>The numbers were measured (docs/adr, docs/performance.md). Of 62,436 text embeddings of 384
 * dimensions a scan by codes took 32 ns a row and a filtered walk 2 us a place of its beam, so that
 * they take equally long at 62 rows a place; a scan finds more, which is worth the rest.
 */
enum FilterPlan {
  /** Every accepted row is scored by its vector. */
  SCAN,
  /** Every accepted row is scored by its code, the best of them by their vectors. */
  CODED_SCAN,
  /** The graph is walked over accepted rows alone. */
  ACCEPTED_WALK,
  /** The graph is walked over all rows in a wider beam, and accepted ones are kept. */
  OPEN_WALK,
  /** The graph is walked without a filter. */
  WALK;

  /** A scan by codes that reads so many cache lines costs as much as a place in the beam. */
  private static final int CODED_LINES_PER_PLACE = 250;

  /** The same of a scan of the vectors, where there are no codes and the walk reads them too. */
  private static final int ROWS_PER_PLACE = 40;

  /**
   * Codes of so many cache lines are scanned however narrow the beam: a walk would save little, and
   * may miss.
   */
  private static final int SCANNED_ANYWAY = 4096;

  /**
   * Where more than one row in so many is accepted, a walk goes over all: as fast there as one over
   * accepted rows, or faster, and finds more.
   */
  private static final int OPEN_UP_TO = 2;

  /**
   * A walk to answers far from the query has a beam of at least so many places: of half of 331,479
   * words 97 of 100 are found then, with a tenth of the scores of a scan.
   */
  private static final int FAR_PLACES = 1024;

  /** Such a beam is so many times as wide as another. */
  private static final int FAR_WIDER = 4;

  /** A scan of so many rows costs as much as a place in such a beam, and finds more. */
  private static final int ROWS_PER_FAR_PLACE = 100;

  /** So few rows are not worth an estimate. */
  private static final int FEW = 512;

  /** So many of the best by code are always scored again. */
  private static final int ALWAYS_RANKED = 64;

  /** Of the rows that were scored by code, one in so many may be scored again. */
  private static final int RANKED_AT_MOST = 16;

  /**
   * Chooses.
   *
   * @param filtered whether there is a filter at all
   * @param matches how many rows it accepts
   * @param rows how many there are
   * @param width of the beam that a walk would have
   * @param lines cache lines of a row's code, 0 where the rows have none
   */
  static FilterPlan choose(boolean filtered, int matches, int rows, int k, int width, int lines) {
    if (matches <= k || (filtered && matches <= Math.max(FEW, 4L * depth(k, width)))) {
      return SCAN;
    }
    if (!filtered) {
      return WALK;
    }
    int scanned = lines > 0 ? CODED_LINES_PER_PLACE / lines : ROWS_PER_PLACE;
    int anyway = lines > 0 ? SCANNED_ANYWAY / lines : 0;
    if (matches <= Math.max(anyway, (long) width * Math.max(scanned, ROWS_PER_PLACE))) {
      return lines > 0 ? CODED_SCAN : SCAN;
    }
    return matches > rows / OPEN_UP_TO ? OPEN_WALK : ACCEPTED_WALK;
  }

  /**
   * Returns the width of a beam for answers that turn out to be far from the query; 0 where a scan
   * of the accepted rows costs less.
   */
  static int farWidth(int matches, int width) {
    int far = Math.max(FAR_PLACES, (int) Math.min(Integer.MAX_VALUE, (long) FAR_WIDER * width));
    return matches > (long) ROWS_PER_FAR_PLACE * far ? far : 0;
  }

  /** Returns how many of the best by code are scored again by their vectors at least. */
  static int depth(int k, int width) {
    return (int) Math.min(Integer.MAX_VALUE / 8, k + Math.max(ALWAYS_RANKED, width / 3L));
  }

  /** Returns how many of the best by code may be scored again. */
  static int mostRanked(int k, int width, int matches) {
    return Math.min(matches, Math.max(depth(k, width), matches / RANKED_AT_MOST));
  }

  /** Says in one line what is done and why. */
  String describe(int matches, int width) {
    String why = String.format(Locale.ROOT, "%,d rows pass, beam %,d", matches, width);
    return switch (this) {
      case SCAN -> "scan: " + why + ", so few that an estimate would not pay";
      case CODED_SCAN -> "scan by codes: " + why + ", cheaper than a walk and misses less";
      case ACCEPTED_WALK -> "walk over accepted rows: " + why + ", too many to scan";
      case OPEN_WALK -> "walk over all rows: " + why + ", widened by what is not accepted";
      case WALK -> "walk: no filter, beam " + width;
    };
  }
}

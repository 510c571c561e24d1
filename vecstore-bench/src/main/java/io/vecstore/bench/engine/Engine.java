package io.vecstore.bench.engine;

/** A contestant: an index that is built once, then asked in turns. Used by one thread at a time. */
public interface Engine extends AutoCloseable {

  /** Returns the short name by which it is chosen and reported, for example {@code hnswlib}. */
  String name();

  /** Returns library, version and settings in one line, for the report. */
  String description();

  /**
   * Returns the name of the one setting that trades speed for recall: {@code ef} or {@code nprobe}.
   */
  default String knob() {
    return "ef";
  }

  /**
   * Builds the index over all base vectors, or opens the one that an earlier run left in the plan's
   * directory.
   *
   * @return what it cost
   */
  Built build(Plan plan);

  /**
   * Answers every query of the plan, once untimed and then timed until enough time has passed.
   *
   * @throws IllegalStateException if the index has not been built
   */
  Turn turn(Ask ask);

  /** Frees what the index holds. */
  @Override
  void close();

  /**
   * What building cost.
   *
   * @param seconds wall-clock seconds until the first query could be asked
   * @param bytes the size of what a search needs, in bytes: vectors, codes and links
   */
  record Built(double seconds, long bytes) {}

  /**
   * How to ask.
   *
   * @param k neighbours wanted, at least 1
   * @param knob the beam width, or the number of lists to probe
   * @param threads how many threads ask at once, each one query at a time
   * @param minNanos the least time that each thread keeps asking, in nanoseconds
   */
  record Ask(int k, int knob, int threads, long minNanos) {}
}

package io.vecstore.bench.text;

import java.io.IOException;
import java.nio.file.Path;

/** A search engine for text in the race; used by one thread. */
interface TextEngine extends AutoCloseable {

  /** Returns what to call it in the table. */
  String name();

  /** Returns what the engine does with its queries, in few words. */
  String description();

  /** Makes an index of a corpus in an empty folder, of so many segments. */
  void index(TokenCorpus corpus, Path folder, int segments) throws IOException;

  /** Opens what was made. */
  void open(Path folder) throws IOException;

  /** Makes a query ready; its parsing is not timed. */
  Runner prepare(SpeedQuery query);

  @Override
  void close() throws IOException;

  /** A query that is ready. */
  @FunctionalInterface
  interface Runner {

    /** Searches, and returns the sum of the scores of the best {@code k}. */
    double run(int k) throws IOException;
  }
}

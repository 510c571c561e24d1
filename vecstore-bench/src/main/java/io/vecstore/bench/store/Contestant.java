package io.vecstore.bench.store;

import io.vecstore.core.schema.Durability;
import java.io.IOException;
import java.nio.file.Path;

/** A store that rows can be written into, as an application would. */
interface Contestant {

  /** Returns what to call it, in a word. */
  String name();

  /** Returns how it keeps a promise like this one, in a few words. */
  String settings(Durability level);

  /** Opens an empty store in an empty folder. */
  Session open(Durability level, Path folder) throws IOException;

  /** An open store; any thread may write. */
  interface Session extends AutoCloseable {

    /**
     * Writes rows {@code [first, first + count)} all together, each in the place of a row with its
     * id, and returns when they are acknowledged.
     */
    void write(long first, int count);

    /** Returns how many rows there are. */
    long count();

    @Override
    void close();
  }
}

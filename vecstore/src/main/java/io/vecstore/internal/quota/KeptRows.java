package io.vecstore.internal.quota;

import io.vecstore.internal.segment.StoredRow;
import java.util.Optional;
import java.util.function.Consumer;

/** The rows of a store that are not deleted for good, as the writer thread has them. */
public interface KeptRows {

  /** Returns the row of an id, hidden or not. */
  Optional<StoredRow> kept(String id);

  /** Returns whether the row of an id is there and hidden. */
  boolean isHidden(String id);

  /** Calls {@code action} with each row. */
  void forEachKept(Consumer<StoredRow> action);

  /** Returns the number of rows. */
  long keptCount();

  /** Returns the log sequence number of the last write. */
  long lsn();
}

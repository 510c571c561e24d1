package io.vecstore.internal.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Another state of the files becomes the store. */
@Name("io.vecstore.Commit")
@Label("Commit")
@Category("VecStore")
@Description("Another state of the files becomes the store.")
@StackTrace(false)
public final class CommitEvent extends Event {

  @Label("Store")
  String store = "";

  @Label("Segments")
  @Description("Sealed segments afterwards")
  int segments;

  @Label("Flushed Write")
  @Description("The last write that needs no log any more")
  long flushedLsn;

  /** Creates an event and starts its clock. */
  public CommitEvent() {
    begin();
  }

  /** Ends the event. Returns whether somebody wants it. */
  public boolean isWanted() {
    end();
    return shouldCommit();
  }

  /** Records the event. */
  public void record(String where, int itsSegments, long itsFlushedLsn) {
    store = where;
    segments = itsSegments;
    flushedLsn = itsFlushedLsn;
    commit();
  }
}

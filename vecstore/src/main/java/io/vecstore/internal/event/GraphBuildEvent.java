package io.vecstore.internal.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A graph is built over the rows of a segment. */
@Name("io.vecstore.GraphBuild")
@Label("Graph Build")
@Category("VecStore")
@Description("A graph is built over the rows of a segment.")
@StackTrace(false)
public final class GraphBuildEvent extends Event {

  @Label("Rows")
  int rows;

  @Label("Threads")
  int threads;

  /** Creates an event and starts its clock. */
  public GraphBuildEvent() {
    begin();
  }

  /** Ends the event. Returns whether somebody wants it. */
  public boolean isWanted() {
    end();
    return shouldCommit();
  }

  /** Records the event. */
  public void record(int itsRows, int itsThreads) {
    rows = itsRows;
    threads = itsThreads;
    commit();
  }
}

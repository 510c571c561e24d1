package io.vecstore.internal.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Rows in memory are sealed, or segments merged, into one segment. */
@Name("io.vecstore.Compaction")
@Label("Compaction")
@Category("VecStore")
@Description("Rows in memory are sealed, or segments merged, into one segment.")
@StackTrace(false)
public final class CompactionEvent extends Event {

  @Label("Segment")
  @Description("What came of it")
  String segment = "";

  @Label("Inputs")
  @Description("Segments that went in")
  int inputs;

  @Label("Rows")
  @Description("Rows that went in, deleted ones included")
  long rows;

  @Label("With Graph")
  boolean graph;

  /** Creates an event and starts its clock. */
  public CompactionEvent() {
    begin();
  }

  /** Ends the event. Returns whether somebody wants it. */
  public boolean isWanted() {
    end();
    return shouldCommit();
  }

  /** Records the event. */
  public void record(String where, int itsInputs, long itsRows, boolean itsGraph) {
    segment = where;
    inputs = itsInputs;
    rows = itsRows;
    graph = itsGraph;
    commit();
  }
}

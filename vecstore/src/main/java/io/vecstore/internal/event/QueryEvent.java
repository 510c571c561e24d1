package io.vecstore.internal.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A search, from its call to its hits. */
@Name("io.vecstore.Query")
@Label("Query")
@Category("VecStore")
@Description("A search, from its call to its hits.")
@StackTrace(false)
public final class QueryEvent extends Event {

  @Label("Store")
  String store = "";

  @Label("Kind")
  @Description("NEAREST, KEYWORDS or HYBRID")
  String kind = "";

  @Label("Hits Wanted")
  int topK;

  @Label("Filtered")
  boolean filtered;

  @Label("Hits Found")
  int hits;

  /** Creates an event and starts its clock. */
  public QueryEvent() {
    begin();
  }

  /** Ends the event. Returns whether somebody wants it. */
  public boolean isWanted() {
    end();
    return shouldCommit();
  }

  /** Records the event. */
  public void record(String where, String itsKind, int itsTopK, boolean itsFiltered, int itsHits) {
    store = where;
    kind = itsKind;
    topK = itsTopK;
    filtered = itsFiltered;
    hits = itsHits;
    commit();
  }
}

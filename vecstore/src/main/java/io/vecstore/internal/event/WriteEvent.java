package io.vecstore.internal.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A write, from its call to its acknowledgement: the wait for the disk included. */
@Name("io.vecstore.Write")
@Label("Write")
@Category("VecStore")
@Description("A write, from its call to its acknowledgement: the wait for the disk included.")
@StackTrace(false)
public final class WriteEvent extends Event {

  @Label("Store")
  String store = "";

  @Label("Operations")
  @Description("Upserts and deletions that happen together")
  int operations;

  @Label("Bytes Logged")
  long bytes;

  @Label("Durability")
  String durability = "";

  /** Creates an event and starts its clock. */
  public WriteEvent() {
    begin();
  }

  /** Ends the event. Returns whether somebody wants it. */
  public boolean isWanted() {
    end();
    return shouldCommit();
  }

  /** Records the event. */
  public void record(String where, int itsOperations, long itsBytes, String itsDurability) {
    store = where;
    operations = itsOperations;
    bytes = itsBytes;
    durability = itsDurability;
    commit();
  }
}

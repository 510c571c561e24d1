package io.vecstore.persist.fs;

/**
 * What goes wrong, and when.
 *
 * @param point the number of the call that it happens at, from 0; beyond the last call nothing goes
 *     wrong
 * @param fault what happens
 */
public record FaultPlan(long point, Fault fault) {

  /** The faults of a disk and of its power. */
  public enum Fault {
    /** The call succeeds, and then the power fails: no further call does anything. */
    POWER_CUT,
    /** The call fails once. A failed force loses what was to be written. */
    IO_ERROR,
    /** The call fails, and so does every later one that writes. */
    BROKEN_DISK,
    /** The call, if it writes, fails once for lack of space, with half of the bytes written. */
    NO_SPACE
  }

  /** Nothing goes wrong. */
  public static final FaultPlan NONE = new FaultPlan(Long.MAX_VALUE, Fault.IO_ERROR);
}

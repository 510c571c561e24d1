package io.vecstore.core.report;

/**
 * Something about a store that is not as it should be.
 *
 * @param severity how bad it is
 * @param file the file, with the section where one is known
 * @param detail what was expected and what was found
 */
public record Finding(Severity severity, String file, String detail) {

  /** How bad a finding is, worse ones later. */
  public enum Severity {
    /**
     * Nothing is lost, and the next opening sees to it: leftovers, a torn write that nobody was
     * told had succeeded.
     */
    WARNING,
    /** Something derived is damaged; it can be built again from the rest. */
    REBUILDABLE,
    /** Something acknowledged is damaged. */
    DAMAGE,
    /** The store cannot be opened at all. */
    UNREADABLE
  }

  @Override
  public String toString() {
    return severity + " " + file + ": " + detail;
  }
}

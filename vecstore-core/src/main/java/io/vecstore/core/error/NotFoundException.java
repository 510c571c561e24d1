package io.vecstore.core.error;

/** Something named by the caller does not exist. The store is unchanged. */
public final class NotFoundException extends VecStoreException {

  private static final long serialVersionUID = 1L;

  private final String kind;
  private final String name;

  /**
   * Creates the error.
   *
   * @param kind what was looked for, for example {@code snapshot}
   * @param name the name that was looked for
   * @param hint what to do, or what exists instead
   */
  public NotFoundException(String kind, String name, String hint) {
    super("no " + kind + " \"" + name + "\": " + hint, null);
    this.kind = kind;
    this.name = name;
  }

  /** Returns what was looked for. */
  public String kind() {
    return kind;
  }

  /** Returns the name that was looked for. */
  public String name() {
    return name;
  }
}

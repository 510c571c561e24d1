package io.vecstore.core.error;

/** Something that was to be created exists already. The store is unchanged. */
public final class AlreadyExistsException extends VecStoreException {

  private static final long serialVersionUID = 1L;

  private final String kind;
  private final String name;

  /**
   * Creates the error.
   *
   * @param kind what was to be created, for example {@code snapshot}
   * @param name the name that is taken
   */
  public AlreadyExistsException(String kind, String name) {
    super(kind + " \"" + name + "\" exists already: choose another name or delete it first", null);
    this.kind = kind;
    this.name = name;
  }

  /** Returns what was to be created. */
  public String kind() {
    return kind;
  }

  /** Returns the name that is taken. */
  public String name() {
    return name;
  }
}

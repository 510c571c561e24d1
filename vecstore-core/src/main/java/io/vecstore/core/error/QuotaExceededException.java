package io.vecstore.core.error;

/** A limit of a namespace would be exceeded. Nothing was written. */
public final class QuotaExceededException extends VecStoreException {

  private static final long serialVersionUID = 1L;

  private final String namespace;
  private final String limit;
  private final long allowed;
  private final long requested;

  /**
   * Creates the error.
   *
   * @param namespace the namespace that is limited
   * @param limit the name of the limit, for example {@code maxVectors}
   * @param allowed the value of the limit
   * @param requested the value that the refused operation would have reached
   */
  public QuotaExceededException(String namespace, String limit, long allowed, long requested) {
    super(
        "namespace \"" + namespace + "\": " + limit + " is " + allowed + ", requested " + requested,
        null);
    this.namespace = namespace;
    this.limit = limit;
    this.allowed = allowed;
    this.requested = requested;
  }

  /** Returns the namespace that is limited. */
  public String namespace() {
    return namespace;
  }

  /** Returns the name of the limit. */
  public String limit() {
    return limit;
  }

  /** Returns the value of the limit. */
  public long allowed() {
    return allowed;
  }

  /** Returns the value that the refused operation would have reached. */
  public long requested() {
    return requested;
  }
}

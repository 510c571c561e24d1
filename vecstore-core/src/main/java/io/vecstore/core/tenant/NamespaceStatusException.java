package io.vecstore.core.tenant;

import io.vecstore.core.error.StoreStateException;

/** The status of a namespace does not allow what was asked for. Nothing was read or written. */
public final class NamespaceStatusException extends StoreStateException {

  private static final long serialVersionUID = 1L;

  private final String namespace;
  private final NamespaceStatus status;

  /**
   * Creates the error.
   *
   * @param namespace the id of the namespace
   * @param status its status
   * @param refused what is not allowed, for example {@code writing}
   */
  public NamespaceStatusException(String namespace, NamespaceStatus status, String refused) {
    super(
        "namespace \""
            + namespace
            + "\" is "
            + status
            + ", which does not allow "
            + refused
            + ": change its status first");
    this.namespace = namespace;
    this.status = status;
  }

  /** Returns the id of the namespace. */
  public String namespace() {
    return namespace;
  }

  /** Returns the status that it has. */
  public NamespaceStatus status() {
    return status;
  }
}

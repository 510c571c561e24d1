package io.vecstore.persist.manifest;

import java.io.IOException;

/** Another writer is at work in the directory: this one must stop. */
public final class FencedException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Creates the error. */
  public FencedException(String message) {
    super(message);
  }
}

package io.vecstore.persist.fs;

import io.vecstore.core.error.DiskFullException;
import io.vecstore.core.error.StorageException;
import io.vecstore.core.error.VecStoreException;
import java.io.IOException;

/** What the operating system said, in the words of the library. */
public final class StorageErrors {

  private StorageErrors() {}

  /** Returns the error to throw for a failure: a full disk is one that passes. */
  public static VecStoreException of(String doing, String origin, IOException cause) {
    if (cause instanceof NoSpaceException) {
      return new DiskFullException(origin, cause);
    }
    return new StorageException(doing + " in " + origin + " failed: " + cause.getMessage(), cause);
  }
}

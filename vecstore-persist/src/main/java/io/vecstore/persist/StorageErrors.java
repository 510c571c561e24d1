package io.vecstore.persist;

import io.vecstore.core.error.DiskFullException;
import io.vecstore.core.error.StorageException;
import io.vecstore.core.error.VecStoreException;
import io.vecstore.persist.fs.NoSpaceException;
import java.io.IOException;

/** What the operating system said, in the words of the library. */
final class StorageErrors {

  private StorageErrors() {}

  static VecStoreException of(String doing, String origin, IOException cause) {
    if (cause instanceof NoSpaceException) {
      return new DiskFullException(origin, cause);
    }
    return new StorageException(doing + " in " + origin + " failed: " + cause.getMessage(), cause);
  }
}

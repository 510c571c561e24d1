package io.vecstore.internal.database;

import io.vecstore.core.error.AlreadyExistsException;
import io.vecstore.core.error.NotAStoreException;
import io.vecstore.core.spi.LongWork;
import io.vecstore.persist.ClosedStore;
import io.vecstore.persist.fs.NestedFs;
import io.vecstore.persist.fs.StorageErrors;
import io.vecstore.persist.fs.StoreFs;
import java.io.IOException;
import java.util.List;

/** Copies of a database that nobody has open: of a snapshot or a backup, to another place. */
final class DatabaseCopy {

  private DatabaseCopy() {}

  /**
   * Copies a database, every byte verified. The catalog comes last: before, there is no database.
   *
   * @param target an empty or missing directory
   * @return how many bytes were copied
   * @throws NotAStoreException if there is none, or the target holds something else
   * @throws AlreadyExistsException if the target is a database
   */
  static long run(StoreFs source, StoreFs target) {
    if (!DatabaseFiles.exists(source)) {
      throw new NotAStoreException(source.origin(), "no database is there");
    }
    try {
      requireEmpty(target);
      target.createDirectory("");
      target.createDirectory(DatabaseFiles.STORES);
      target.createDirectory(DatabaseFiles.CATALOG);
      target.syncDirectory("");
      long copied = 0;
      List<String> stores = source.list(DatabaseFiles.STORES);
      LongWork told = LongWork.begin("copying a database", "stores", stores.size());
      for (String store : stores) {
        String directory = DatabaseFiles.STORES + "/" + store;
        copied +=
            ClosedStore.copy(new NestedFs(source, directory), new NestedFs(target, directory));
        told.advance(1);
      }
      target.syncDirectory(DatabaseFiles.STORES);
      return copied
          + ClosedStore.copy(
              new NestedFs(source, DatabaseFiles.CATALOG),
              new NestedFs(target, DatabaseFiles.CATALOG));
    } catch (IOException failure) {
      throw StorageErrors.of("copying a database", target.origin(), failure);
    }
  }

  private static void requireEmpty(StoreFs target) throws IOException {
    if (DatabaseFiles.exists(target)) {
      throw new AlreadyExistsException("database", target.origin());
    }
    List<String> found =
        target.list("").stream().filter(name -> !name.startsWith(".")).limit(3).toList();
    if (!found.isEmpty()) {
      throw new NotAStoreException(target.origin(), "it is not empty: " + found);
    }
  }
}

package io.vecstore.cli.part;

import io.vecstore.Namespace;
import io.vecstore.Snapshots;
import io.vecstore.VecDatabase;
import io.vecstore.VecStore;
import io.vecstore.core.model.Snapshot;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The snapshots of a store, a namespace, or a whole database.
 *
 * @param create takes one
 * @param list returns all
 * @param delete removes one
 * @param restore goes back to one
 */
public record Versions(
    Function<String, Snapshot> create,
    Supplier<List<Snapshot>> list,
    Consumer<String> delete,
    Consumer<String> restore) {

  /** Returns those of a store. */
  public static Versions of(VecStore store) {
    Snapshots snapshots = store.snapshots();
    return new Versions(snapshots::create, snapshots::list, snapshots::delete, snapshots::restore);
  }

  /** Returns those of a namespace. */
  public static Versions of(Namespace namespace) {
    return new Versions(
        namespace::snapshot,
        namespace::snapshots,
        namespace::deleteSnapshot,
        namespace::restoreSnapshot);
  }

  /** Returns those of a database. */
  public static Versions of(VecDatabase database) {
    return new Versions(
        database::snapshot,
        database::snapshots,
        database::deleteSnapshot,
        database::restoreSnapshot);
  }
}

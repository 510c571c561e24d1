package io.vecstore.cli.part;

import io.vecstore.Namespace;
import io.vecstore.VecReader;
import io.vecstore.VecStore;
import io.vecstore.core.model.Snapshot;
import io.vecstore.core.tenant.NamespaceStatus;
import java.nio.file.Path;
import java.util.List;

/**
 * The version of a store that is exported: a snapshot, named after the file, so that an export that
 * was interrupted goes on with the same one. A namespace that is not to be written to is read as it
 * is.
 */
public final class ExportVersion implements AutoCloseable {

  private final VecReader store;
  private final String snapshot;
  private final VecReader reader;
  private final boolean earlier;

  private ExportVersion(VecReader store, String snapshot, VecReader reader, boolean earlier) {
    this.store = store;
    this.snapshot = snapshot;
    this.reader = reader;
    this.earlier = earlier;
  }

  /** Finds the version of an earlier run, or takes the present one. */
  public static ExportVersion of(VecReader store, Path file, boolean resume) {
    String name = "export-" + Integer.toHexString(file.toAbsolutePath().normalize().hashCode());
    boolean there = names(store).contains(name);
    if (there && !resume) {
      delete(store, name);
    }
    boolean earlier = there && resume;
    if (!earlier) {
      boolean writable =
          !(store instanceof Namespace namespace)
              || namespace.profile().status() == NamespaceStatus.ACTIVE;
      if (!writable) {
        return new ExportVersion(store, "", store, false);
      }
      create(store, name);
    }
    return new ExportVersion(store, name, open(store, name), earlier);
  }

  /** Returns what is exported. */
  public VecReader reader() {
    return reader;
  }

  /** Returns whether it is the version of an earlier run. */
  public boolean isEarlier() {
    return earlier;
  }

  /** Ends the need for it. */
  public void forget() {
    close();
    if (!snapshot.isEmpty()) {
      delete(store, snapshot);
    }
  }

  @Override
  public void close() {
    if (!snapshot.isEmpty()) {
      reader.close();
    }
  }

  private static List<String> names(VecReader store) {
    List<Snapshot> all =
        switch (store) {
          case Namespace namespace -> namespace.snapshots();
          case VecStore own -> own.snapshots().list();
          default -> List.of();
        };
    return all.stream().map(Snapshot::name).toList();
  }

  private static void create(VecReader store, String name) {
    if (store instanceof Namespace namespace) {
      namespace.snapshot(name);
    } else if (store instanceof VecStore own) {
      own.snapshots().create(name);
    }
  }

  private static VecReader open(VecReader store, String name) {
    return switch (store) {
      case Namespace namespace -> namespace.openSnapshot(name);
      case VecStore own -> own.snapshots().open(name);
      default -> store;
    };
  }

  private static void delete(VecReader store, String name) {
    if (store instanceof Namespace namespace) {
      namespace.deleteSnapshot(name);
    } else if (store instanceof VecStore own) {
      own.snapshots().delete(name);
    }
  }
}

package io.vecstore.cli;

import io.vecstore.Namespace;
import io.vecstore.VecDatabase;
import io.vecstore.VecReader;
import io.vecstore.VecStore;
import io.vecstore.cli.part.Versions;
import io.vecstore.core.error.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which store a command is about: a directory, or a part of a database in it. */
final class StorePlace {

  @Parameters(paramLabel = "STORE", description = "The directory of the store or database.")
  Path directory = Path.of("");

  @Option(
      names = "--collection",
      paramLabel = "NAME",
      description = "The directory is a database: this collection of it.")
  @Nullable String collection;

  @Option(
      names = "--namespace",
      paramLabel = "ID",
      description = "The directory is a database: this namespace of it.")
  @Nullable String namespace;

  /** What was opened. Closing it closes the database around it too. */
  record Opened(@Nullable VecDatabase database, VecReader reader) implements AutoCloseable {

    /**
     * Returns the store.
     *
     * @throws InvalidInputException if it is a namespace
     */
    VecStore store() {
      if (reader instanceof VecStore store) {
        return store;
      }
      throw new InvalidInputException("this works for a store or a collection, not a namespace");
    }

    @Override
    public void close() {
      reader.close();
      if (database != null) {
        database.close();
      }
    }
  }

  /** Returns whether a whole database is meant. */
  boolean isDatabase() {
    return collection == null
        && namespace == null
        && Files.isDirectory(directory.resolve("catalog"));
  }

  /** Does something with the snapshots of the store, or of the whole database. */
  <T> T versions(Function<Versions, T> work) {
    if (isDatabase()) {
      try (VecDatabase database = VecDatabase.open(directory)) {
        return work.apply(Versions.of(database));
      }
    }
    try (Opened opened = open()) {
      Namespace found = namespace(opened.reader());
      return work.apply(found != null ? Versions.of(found) : Versions.of(opened.store()));
    }
  }

  /** Opens the store, which must exist. */
  Opened open() {
    String name = collection;
    String id = namespace;
    if (name != null && id != null) {
      throw new InvalidInputException("give --collection or --namespace, not both");
    }
    if (isDatabase()) {
      throw new InvalidInputException(
          directory + " is a database: say which store of it, with --collection or --namespace");
    }
    if (name == null && id == null) {
      return new Opened(null, VecStore.open(directory));
    }
    VecDatabase database = VecDatabase.open(directory);
    boolean opened = false;
    try {
      VecReader reader =
          id != null ? database.namespaces().get(id) : database.get(String.valueOf(name));
      opened = true;
      return new Opened(database, reader);
    } finally {
      if (!opened) {
        database.close();
      }
    }
  }

  /** Returns the namespace that was opened, where it is one. */
  static @Nullable Namespace namespace(VecReader reader) {
    return reader instanceof Namespace found ? found : null;
  }
}

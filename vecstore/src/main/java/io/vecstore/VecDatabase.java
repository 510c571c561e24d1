package io.vecstore;

import io.vecstore.core.error.NotFoundException;
import io.vecstore.core.model.Document;
import io.vecstore.core.model.Snapshot;
import io.vecstore.core.schema.DatabaseOptions;
import io.vecstore.core.schema.Schema;
import io.vecstore.internal.database.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Many stores in one directory, under one lock: collections, each with a schema of its own, and
 * namespaces, which isolate and limit tenants.
 *
 * <p>Safe to share between any number of threads. Creating, renaming, exchanging and dropping are
 * each one forced record of one catalog: done when the call returns, and all or nothing through any
 * crash. Names are never part of a path.
 *
 * {@snippet file="DatabaseTour.java" region="collections"}
 */
public final class VecDatabase implements AutoCloseable {

  private final Database database;

  private VecDatabase(Database database) {
    this.database = database;
  }

  /**
   * Opens the database in a directory, and creates it if there is none.
   *
   * @throws io.vecstore.core.error.StoreLockedException if it is open already, here or in another
   *     process; names the holder
   * @throws io.vecstore.core.error.NotAStoreException if the directory holds something else
   * @throws io.vecstore.core.error.StorageException if the files cannot be read, or are damaged
   */
  public static VecDatabase open(Path directory) {
    return open(directory, options -> options);
  }

  /**
   * Opens the database in a directory, and creates it if there is none.
   *
   * @param options changes the defaults, for example {@code o -> o.openNamespaces(8)}
   * @throws io.vecstore.core.error.StoreLockedException if it is open already, here or in another
   *     process; names the holder
   * @throws io.vecstore.core.error.NotAStoreException if the directory holds something else
   * @throws io.vecstore.core.error.StorageException if the files cannot be read, or are damaged
   */
  public static VecDatabase open(Path directory, UnaryOperator<DatabaseOptions> options) {
    return new VecDatabase(Database.open(directory, options.apply(DatabaseOptions.defaults())));
  }

  /** Creates a database in memory, for tests: the same engine, no files. */
  public static VecDatabase inMemory() {
    return inMemory(options -> options);
  }

  /**
   * Creates a database in memory, for tests: the same engine, no files.
   *
   * @param options changes the defaults, for example the clock
   */
  public static VecDatabase inMemory(UnaryOperator<DatabaseOptions> options) {
    return new VecDatabase(Database.inMemory(options.apply(DatabaseOptions.defaults())));
  }

  /**
   * Creates a collection.
   *
   * @param name 1 to 256 characters without control characters; case counts
   * @return the collection, which the database closes; closing it earlier is allowed
   * @throws io.vecstore.core.error.AlreadyExistsException if the name is taken
   * @throws io.vecstore.core.error.InvalidInputException if the name is not acceptable
   */
  public VecStore create(String name, Schema schema) {
    return new VecStore(database.createCollection(name, schema));
  }

  /**
   * Returns a collection.
   *
   * @throws NotFoundException if there is none of that name; lists some that exist
   */
  public VecStore get(String name) {
    return new VecStore(database.collection(name));
  }

  /** Returns the names of all collections, sorted. */
  public List<String> list() {
    return database.collections();
  }

  /**
   * Gives a collection another name. Whoever has the collection keeps it.
   *
   * @throws NotFoundException if there is none of that name
   * @throws io.vecstore.core.error.AlreadyExistsException if the other name is taken
   */
  public void rename(String name, String newName) {
    database.renameCollection(name, newName);
  }

  /**
   * Embeds a collection anew beside itself, while it is read and written, and puts the result in
   * its place in one step, with its new schema: dimension, metric and the model's name. Documents
   * keep ids, texts and metadata; what is written meanwhile is embedded too. Writes wait only for
   * the last few of these, and are then refused by who has the old collection still: get it again.
   * Reads of the old one go on. What is softly deleted, and snapshots, stay with the old one.
   *
   * <p>Who calls this again, after it was stopped or the process was killed, goes on: what was
   * embedded already is not embedded again. Tells how far it is: {@link
   * io.vecstore.core.report.Progress}.
   *
   * {@snippet file="DatabaseTour.java" region="swap"}
   *
   * @param beside the name under which it is made, free or that of the run before; afterwards that
   *     of the old collection, to be dropped
   * @param schema of the new one; should name the model, {@link Schema#embeddedBy}
   * @param model makes a vector of each of up to 64 documents, in their order; what it throws ends
   *     the run
   * @return how many documents were embedded
   * @throws NotFoundException if there is no collection of that name, or it is another one at the
   *     end
   * @throws io.vecstore.core.error.InvalidInputException if {@code beside} is a collection with
   *     another schema, or the model makes too few vectors, or one that does not fit
   * @throws io.vecstore.core.error.StoreStateException if the collection is being embedded anew
   *     already
   */
  public long embedAnew(
      String name, String beside, Schema schema, Function<List<Document>, List<float[]>> model) {
    return database.embedAnew(name, beside, schema, model);
  }

  /**
   * Exchanges two collections in one step: {@link #get} returns the one for the other from now on.
   * Whoever has a collection keeps it. {@link #embedAnew} does it with one that it has made.
   *
   * @throws NotFoundException if there is none of one name
   */
  public void swap(String name, String other) {
    database.swapCollections(name, other);
  }

  /**
   * Makes a collection of all that another holds, at one moment, while reads and writes go on: of
   * links to its files, so that it takes no more time, nor disk, however large it is, until one of
   * the two is written to. All or nothing through any crash. Snapshots are not copied.
   *
   * {@snippet file="DatabaseTour.java" region="copy"}
   *
   * @return the copy
   * @throws NotFoundException if there is none of that name
   * @throws io.vecstore.core.error.AlreadyExistsException if the other name is taken
   * @throws io.vecstore.core.error.InvalidInputException if the other name is not acceptable
   */
  public VecStore copy(String name, String copy) {
    return new VecStore(database.copyCollection(name, copy));
  }

  /**
   * Removes a collection. Its name is free when this returns; its files are removed in the
   * background, or, after a crash, when the database is opened again.
   *
   * @throws NotFoundException if there is none of that name
   */
  public void drop(String name) {
    database.dropCollection(name);
  }

  /**
   * Takes a snapshot of the whole database as it is at one moment: all collections and namespaces,
   * those that sleep too, and their names. Of links to their files, so that it takes little time
   * and disk. Reads go on. Writes go on too, but for the moment itself, in which each store waits
   * until all were looked at: as long as the write takes that one of them is at, mostly one force
   * of the disk. All or nothing through any crash. Snapshots of single stores are not in it.
   *
   * {@snippet file="DatabaseTour.java" region="snapshot"}
   *
   * @param name 1 to 64 letters, digits, dots, underscores and hyphens, starting with a letter or
   *     digit
   * @return what was taken; of a namespace that sleeps, the documents are those that were counted
   *     last
   * @throws io.vecstore.core.error.InvalidInputException if the name is not acceptable
   * @throws io.vecstore.core.error.AlreadyExistsException if there is a snapshot of that name
   * @throws io.vecstore.core.error.StoreFailedException if an earlier write to a store has failed
   */
  public Snapshot snapshot(String name) {
    return database.snapshot(name);
  }

  /** Returns the snapshots of the whole database, oldest first. */
  public List<Snapshot> snapshots() {
    return database.snapshots();
  }

  /**
   * Brings the whole database back to a snapshot, in one step: all names and all they stand for,
   * or, after a crash, none. What was written since is kept in a snapshot named {@code
   * pre-restore-} and the time; what is written while this runs may be in neither. Collections and
   * namespaces that somebody has are gone, as if they were dropped: get them again.
   *
   * @throws NotFoundException if there is no snapshot of that name; lists those that exist
   */
  public void restoreSnapshot(String name) {
    database.restoreSnapshot(name);
  }

  /**
   * Deletes a snapshot of the whole database, which is not touched.
   *
   * @throws NotFoundException if there is no snapshot of that name; lists those that exist
   */
  public void deleteSnapshot(String name) {
    database.deleteSnapshot(name);
  }

  /**
   * Copies the whole database as it is at one moment, as {@link #snapshot} has it, to another
   * directory, every byte verified, while reads and writes go on.
   *
   * @param directory missing or empty; it may be on another disk
   * @return how many bytes were copied
   * @throws io.vecstore.core.error.AlreadyExistsException if the directory holds a database
   * @throws io.vecstore.core.error.NotAStoreException if the directory holds something else
   * @throws io.vecstore.core.error.StorageException if the copy fails, or a file is damaged; the
   *     directory holds no database then
   */
  public long backup(Path directory) {
    return database.backup(directory);
  }

  /**
   * Makes a new database of a backup, or of a snapshot in the directory {@code snapshots} of a
   * database; every byte is verified, and what it is made of stays as it is.
   *
   * @param directory missing or empty
   * @throws io.vecstore.core.error.AlreadyExistsException if the directory holds a database
   * @throws io.vecstore.core.error.NotAStoreException if the directory holds something else, or
   *     what it should be made of is no database
   * @throws io.vecstore.core.error.StorageException if the copy fails, or a file is damaged; the
   *     directory holds no database then
   */
  public static void restore(Path saved, Path directory) {
    Database.restore(saved, directory);
  }

  /** Returns the namespaces of the database. */
  public Namespaces namespaces() {
    return new Namespaces(database);
  }

  /** Closes all collections and namespaces and gives the directory back. */
  @Override
  public void close() {
    database.close();
  }
}

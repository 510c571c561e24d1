package io.vecstore;

import io.vecstore.core.schema.Schema;
import io.vecstore.core.tenant.NamespaceProfile;
import io.vecstore.core.tenant.NamespaceStatus;
import io.vecstore.core.tenant.Usage;
import io.vecstore.internal.database.Database;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The tenants of a database. Thousands cost little: a namespace that is not in use has an entry in
 * the catalog and, once it was written to, a directory; no thread, no open file. Safe to share
 * between threads.
 *
 * {@snippet file="DatabaseTour.java" region="tenants"}
 */
public final class Namespaces {

  private final Database database;

  Namespaces(Database database) {
    this.database = database;
  }

  /**
   * Creates a namespace without limits.
   *
   * @param id 1 to 256 characters without control characters; case counts
   * @throws io.vecstore.core.error.AlreadyExistsException if the id is taken
   * @throws io.vecstore.core.error.InvalidInputException if the id is not acceptable
   */
  public Namespace create(String id, Schema schema) {
    return create(id, schema, profile -> profile);
  }

  /**
   * Creates a namespace.
   *
   * @param id 1 to 256 characters without control characters; case counts
   * @param profile adds a name, a description, metadata and quotas, for example {@code p ->
   *     p.limitedTo(Quotas.free())}
   * @throws io.vecstore.core.error.AlreadyExistsException if the id is taken
   * @throws io.vecstore.core.error.InvalidInputException if the id is not acceptable
   */
  public Namespace create(String id, Schema schema, UnaryOperator<NamespaceProfile> profile) {
    NamespaceProfile fresh = NamespaceProfile.of(id, database.clock().instant());
    return new Namespace(database.createNamespace(schema, profile.apply(fresh)));
  }

  /**
   * Returns a namespace; its store is opened by the first call that needs it.
   *
   * @throws io.vecstore.core.error.NotFoundException if there is none of that id
   */
  public Namespace get(String id) {
    return new Namespace(database.namespace(id));
  }

  /**
   * Makes a namespace of all that another holds, at one moment, while reads and writes go on: of
   * links to its files, so that it takes no more time, nor disk, however large it is. It has the
   * quotas, the description and the metadata of the other, is active, and has used as much of its
   * quotas. All or nothing through any crash. Snapshots are not copied. Counts as one read of the
   * other.
   *
   * @throws io.vecstore.core.error.NotFoundException if there is none of that id
   * @throws io.vecstore.core.error.AlreadyExistsException if the other id is taken
   * @throws io.vecstore.core.error.InvalidInputException if the other id is not acceptable
   */
  public Namespace copy(String id, String copy) {
    NamespaceProfile from = database.namespace(id).profile();
    NamespaceProfile fresh = NamespaceProfile.of(copy, database.clock().instant());
    NamespaceProfile profile =
        new NamespaceProfile(
            copy,
            fresh.name(),
            from.description(),
            from.metadata(),
            from.quotas(),
            NamespaceStatus.ACTIVE,
            fresh.created(),
            fresh.updated());
    return new Namespace(database.copyNamespace(id, profile));
  }

  /** Returns what is known of each namespace, by id; opens none. */
  public List<NamespaceProfile> list() {
    return database.namespaces();
  }

  /**
   * Returns how much of its quotas each namespace has used, by id; opens none. Exact for those that
   * were used in this session or closed in an orderly way; after a crash, {@link Namespace#usage}
   * counts again.
   */
  public Map<String, Usage> usage() {
    return database.usages();
  }

  /**
   * Removes a namespace and all it holds, in constant time. It is gone when this returns; its files
   * are removed in the background, or, after a crash, when the database is opened again. Calls on
   * it that are under way may fail.
   *
   * @throws io.vecstore.core.error.NotFoundException if there is none of that id
   */
  public void drop(String id) {
    database.dropNamespace(id);
  }
}

package io.vecstore.internal.database;

import io.vecstore.core.schema.Schema;
import io.vecstore.core.tenant.NamespaceProfile;
import io.vecstore.internal.quota.Counted;

/**
 * What the catalog knows of a collection or a namespace.
 *
 * @param kind which of the two
 * @param number of its directory; never used again
 * @param schema what it holds
 * @param profile its id and what people know of it
 * @param counted what it held when it was last closed
 * @param requests calls that were let through until then
 * @param refused calls that a quota had refused until then
 */
record CatalogEntry(
    Kind kind,
    long number,
    Schema schema,
    NamespaceProfile profile,
    Counted counted,
    long requests,
    long refused) {

  /** What an entry describes; the names of both are apart. */
  enum Kind {
    COLLECTION("collection"),
    NAMESPACE("namespace");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** Returns an entry of something that was just created. */
  static CatalogEntry created(Kind kind, long number, Schema schema, NamespaceProfile profile) {
    return new CatalogEntry(kind, number, schema, profile, Counted.NOTHING, 0, 0);
  }

  /** Returns the id within its kind. */
  String id() {
    return profile.id();
  }

  CatalogEntry at(long other) {
    return new CatalogEntry(kind, other, schema, profile, counted, requests, refused);
  }

  CatalogEntry withProfile(NamespaceProfile next) {
    return new CatalogEntry(kind, number, schema, next, counted, requests, refused);
  }

  CatalogEntry withUsage(Counted count, long allRequests, long allRefused) {
    return new CatalogEntry(kind, number, schema, profile, count, allRequests, allRefused);
  }

  /** Returns the entry under the name of another, for the other's place. */
  CatalogEntry as(NamespaceProfile other) {
    return new CatalogEntry(kind, number, schema, other, counted, requests, refused);
  }
}

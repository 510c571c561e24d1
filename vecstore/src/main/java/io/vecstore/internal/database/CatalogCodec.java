package io.vecstore.internal.database;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.model.Document;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.tenant.NamespaceProfile;
import io.vecstore.core.tenant.NamespaceStatus;
import io.vecstore.core.tenant.Quotas;
import io.vecstore.internal.quota.Counted;
import io.vecstore.internal.store.SchemaCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An entry of the catalog as a document: the catalog is a store like any other, and can be read
 * with the same tools. The id is {@code collection/} or {@code namespace/} and the name; everything
 * else is metadata.
 */
final class CatalogCodec {

  private CatalogCodec() {}

  static String key(CatalogEntry.Kind kind, String id) {
    return kind.word() + "/" + id;
  }

  static Document encode(CatalogEntry entry) {
    NamespaceProfile profile = entry.profile();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("number", entry.number());
    fields.put("schema", new String(SchemaCodec.encode(entry.schema()), StandardCharsets.UTF_8));
    fields.put("name", profile.name());
    fields.put("description", profile.description());
    fields.put("metadata", profile.metadata());
    fields.put("quotas", list(profile.quotas()));
    fields.put("status", profile.status().name());
    fields.put("created", profile.created());
    fields.put("updated", profile.updated());
    Counted counted = entry.counted();
    fields.put(
        "usage",
        List.of(
            counted.lsn(), counted.vectors(), counted.bytes(), entry.requests(), entry.refused()));
    return Document.of(key(entry.kind(), entry.id()), 1).withMetadata(fields);
  }

  private static List<Long> list(Quotas quotas) {
    return List.of(
        quotas.maxVectors(),
        quotas.maxStorageBytes(),
        quotas.maxRequestsPerSecond(),
        quotas.maxConcurrentQueries(),
        quotas.maxDimension(),
        quotas.maxResultsPerQuery(),
        quotas.maxBatchSize());
  }

  /**
   * Reads an entry.
   *
   * @param origin what to call the catalog in an error
   * @throws CorruptStoreException if the document is no entry
   */
  static CatalogEntry decode(Document document, String origin) {
    try {
      String key = document.id();
      CatalogEntry.Kind kind =
          key.startsWith(CatalogEntry.Kind.COLLECTION.word() + "/")
              ? CatalogEntry.Kind.COLLECTION
              : CatalogEntry.Kind.NAMESPACE;
      String id = key.substring(kind.word().length() + 1);
      Metadata fields = document.metadata();
      List<Long> usage = longs(fields, "usage");
      return new CatalogEntry(
          kind,
          fields.getLong("number").orElseThrow(),
          SchemaCodec.decode(text(fields, "schema").getBytes(StandardCharsets.UTF_8), origin),
          profile(id, fields),
          new Counted(usage.get(0), usage.get(1), usage.get(2)),
          usage.get(3),
          usage.get(4));
    } catch (RuntimeException damaged) {
      throw new CorruptStoreException(
          origin + ", entry " + document.id(), -1, "it cannot be read: " + damaged.getMessage());
    }
  }

  private static NamespaceProfile profile(String id, Metadata fields) {
    List<Long> limits = longs(fields, "quotas");
    return new NamespaceProfile(
        id,
        text(fields, "name"),
        text(fields, "description"),
        fields.getNested("metadata").orElse(Metadata.empty()),
        new Quotas(
            limits.get(0),
            limits.get(1),
            limits.get(2),
            limits.get(3),
            limits.get(4),
            limits.get(5),
            limits.get(6)),
        NamespaceStatus.valueOf(text(fields, "status")),
        fields.getInstant("created").orElseThrow(),
        fields.getInstant("updated").orElseThrow());
  }

  private static String text(Metadata fields, String name) {
    return fields.getText(name).orElseThrow();
  }

  private static List<Long> longs(Metadata fields, String name) {
    List<Long> numbers = new ArrayList<>();
    fields
        .getArray(name)
        .orElseThrow()
        .forEach(
            value ->
                numbers.add(
                    ((Number) java.util.Objects.requireNonNull(value.toObject())).longValue()));
    return numbers;
  }
}

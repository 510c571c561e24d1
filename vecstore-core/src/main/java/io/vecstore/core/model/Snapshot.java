package io.vecstore.core.model;

import java.time.Instant;

/**
 * What is known of a snapshot.
 *
 * @param name its name
 * @param created when it was taken
 * @param documents the number of documents in it
 * @param bytes the size of its files; files shared with the store count in full
 */
public record Snapshot(String name, Instant created, long documents, long bytes) {}

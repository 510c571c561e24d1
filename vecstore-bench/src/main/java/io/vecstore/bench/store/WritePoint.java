package io.vecstore.bench.store;

import io.vecstore.core.schema.Durability;

/**
 * How rows are written.
 *
 * @param level what an acknowledged write has survived
 * @param writers threads that write at once
 * @param batch rows that are written together
 */
record WritePoint(Durability level, int writers, int batch) {}

package io.vecstore.internal.store;

import io.vecstore.core.schema.Durability;
import io.vecstore.internal.operation.Operation;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Operations that happen together, on their way to the writer.
 *
 * @param operations what is to be done
 * @param payload the same as bytes of a log record; not changed
 * @param durability what the caller waits for
 * @param done completed with the number of documents that were replaced or deleted
 */
record WriteTask(
    List<Operation> operations,
    ByteBuffer payload,
    Durability durability,
    CompletableFuture<Integer> done) {}

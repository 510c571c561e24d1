package io.vecstore.internal.store;

import io.vecstore.core.schema.Durability;
import io.vecstore.internal.operation.Operation;
import io.vecstore.internal.operation.OperationCodec;
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
    CompletableFuture<Integer> done) {

  /** Returns a task whose payload is made of its operations. */
  static WriteTask of(List<Operation> operations, Durability durability) {
    return new WriteTask(
        operations, OperationCodec.encode(operations), durability, new CompletableFuture<>());
  }

  /** Returns whether it only takes documents away. */
  boolean onlyDeletes() {
    return operations.stream()
        .allMatch(
            operation ->
                operation instanceof Operation.Delete
                    || operation instanceof Operation.Hide
                    || operation instanceof Operation.Purge);
  }
}

package io.vecstore;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.Document;
import io.vecstore.internal.operation.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes that happen together or not at all, in order: a later write to an id wins over an earlier
 * one. Filled within one call of {@link VecStore#batch}, by one thread.
 */
public final class WriteBatch {

  private final List<Operation> operations = new ArrayList<>();
  private boolean ended;

  WriteBatch() {}

  /** Adds a document, or replaces the one with the same id. */
  public WriteBatch upsert(Document document) {
    return add(new Operation.Put(Objects.requireNonNull(document, "document")));
  }

  /**
   * Adds a document, or replaces the one with the same id.
   *
   * @throws io.vecstore.core.error.InvalidInputException if the id, the vector or a value is not
   *     acceptable
   */
  public WriteBatch upsert(String id, float[] vector, Map<String, ?> metadata) {
    return upsert(Document.of(id, vector).withMetadata(metadata));
  }

  /** Deletes the document with an id; nothing happens where there is none. */
  public WriteBatch delete(String id) {
    return add(new Operation.Delete(Document.checkId(id)));
  }

  /** Hides the document with an id, as {@link VecStore#softDelete} does. */
  public WriteBatch softDelete(String id) {
    return add(new Operation.Hide(Document.checkId(id), System.currentTimeMillis()));
  }

  /** Brings a softly deleted document back, as {@link VecStore#restore} does. */
  public WriteBatch restore(String id) {
    return add(new Operation.Unhide(Document.checkId(id)));
  }

  /** Returns the number of writes so far. */
  public int size() {
    return operations.size();
  }

  private WriteBatch add(Operation operation) {
    if (ended) {
      throw new InvalidInputException(
          "the batch has been written: add to it only inside the call that was given it");
    }
    operations.add(operation);
    return this;
  }

  /** Ends the batch: nothing can be added any more. Returns its writes. */
  List<Operation> end() {
    ended = true;
    return operations;
  }
}

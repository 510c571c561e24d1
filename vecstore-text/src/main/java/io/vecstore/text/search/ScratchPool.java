package io.vecstore.text.search;

import io.vecstore.core.schema.TextSpec;
import io.vecstore.text.scorer.Bm25;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The working memory of searches, kept between them, so that a search makes hardly any garbage.
 * Bounded: of more searches at once the memory is dropped. Safe from any thread.
 */
public final class ScratchPool {

  private static final int KEPT = 16;

  private final AtomicReferenceArray<@Nullable Scratch> pool = new AtomicReferenceArray<>(KEPT);
  private final AtomicReferenceArray<@Nullable Formula> last =
      new AtomicReferenceArray<>(1 + TextSpec.MAX_FIELDS);

  private record Formula(float k1, float b, long documents, long occurrences, Bm25 bm25) {}

  /** Creates an empty pool; one for all searches of a store. */
  public ScratchPool() {}

  Scratch take() {
    for (int i = 0; i < KEPT; i++) {
      if (pool.getPlain(i) != null) {
        Scratch scratch = pool.getAndSet(i, null);
        if (scratch != null) {
          return scratch;
        }
      }
    }
    return new Scratch();
  }

  /** Takes back what a search ended with; after an exception it is dropped instead. */
  void give(Scratch scratch) {
    scratch.reset();
    for (int i = 0; i < KEPT; i++) {
      if (pool.getPlain(i) == null && pool.compareAndSet(i, null, scratch)) {
        return;
      }
    }
  }

  /** Returns the formula of a field: that of the search before, while nothing has changed. */
  Bm25 formula(int field, float k1, float b, long documents, long occurrences) {
    Formula known = last.get(field);
    if (known == null
        || known.k1 != k1
        || known.b != b
        || known.documents != documents
        || known.occurrences != occurrences) {
      Bm25 bm25 = new Bm25(k1, b, documents, occurrences);
      known = new Formula(k1, b, documents, occurrences, bm25);
      last.set(field, known);
    }
    return known.bm25;
  }
}

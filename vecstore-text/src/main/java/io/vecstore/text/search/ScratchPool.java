package io.vecstore.text.search;

import io.vecstore.core.schema.TextSpec;
import io.vecstore.text.scorer.Bm25;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The working memory of searches, kept between them, so that a search makes hardly any garbage.
 * Bounded: of more searches at once the memory is dropped. Safe from any thread.
 */
public final class ScratchPool {

  private static final int KEPT = 16;

  private final AtomicReferenceArray<@Nullable Scratch> pool = new AtomicReferenceArray<>(KEPT);
  private final AtomicReference<@Nullable Formula> last = new AtomicReference<>();

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

  /** Returns the formula of a collection: that of the search before, while nothing has changed. */
  Bm25 formula(TextSpec spec, long documents, long occurrences) {
    Formula known = last.get();
    if (known == null
        || known.k1 != spec.k1()
        || known.b != spec.b()
        || known.documents != documents
        || known.occurrences != occurrences) {
      Bm25 bm25 = new Bm25(spec.k1(), spec.b(), documents, occurrences);
      known = new Formula(spec.k1(), spec.b(), documents, occurrences, bm25);
      last.set(known);
    }
    return known.bm25;
  }
}

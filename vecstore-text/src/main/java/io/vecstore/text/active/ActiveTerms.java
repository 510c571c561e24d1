package io.vecstore.text.active;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a growing index by their bytes: a table with open addressing, of which the writer
 * fills one slot at a time, or publishes one twice as large. A reader sees a term completely or not
 * at all.
 */
final class ActiveTerms {

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(ActiveTerm[].class);

  private final int seed;

  /** Replaced by the writer alone. */
  private volatile @Nullable ActiveTerm[] table = new @Nullable ActiveTerm[1024];

  private int size;
  private long bytes;

  /**
   * Creates an empty table.
   *
   * @param seed makes it hard to choose terms that share a slot
   */
  ActiveTerms(int seed) {
    this.seed = seed;
  }

  /** Returns the term, or null; for any thread. */
  @Nullable ActiveTerm find(byte[] term, int length) {
    return find(table, term, length, hash(term, length));
  }

  /** Returns the term, a new one if need be; for the writer. */
  ActiveTerm intern(byte[] term, int length) {
    int hash = hash(term, length);
    ActiveTerm known = find(table, term, length, hash);
    if (known != null) {
      return known;
    }
    if (2 * (size + 1) > table.length) {
      grow();
    }
    ActiveTerm added = new ActiveTerm(Arrays.copyOf(term, length), hash);
    insert(table, added);
    size++;
    bytes += 120 + length;
    return added;
  }

  /** Returns the terms in the order of their bytes, some of them perhaps without a posting yet. */
  List<ActiveTerm> sorted() {
    List<ActiveTerm> terms = new ArrayList<>();
    @Nullable ActiveTerm[] now = table;
    for (int i = 0; i < now.length; i++) {
      ActiveTerm term = (ActiveTerm) SLOT.getAcquire(now, i);
      if (term != null) {
        terms.add(term);
      }
    }
    terms.sort((a, b) -> Arrays.compareUnsigned(a.key, b.key));
    return terms;
  }

  /**
   * Returns about how much memory the table and its terms take, without postings; for the writer.
   */
  long bytes() {
    return bytes + 8L * table.length;
  }

  private static @Nullable ActiveTerm find(
      @Nullable ActiveTerm[] now, byte[] term, int length, int hash) {
    int mask = now.length - 1;
    for (int slot = hash & mask; ; slot = slot + 1 & mask) {
      ActiveTerm there = (ActiveTerm) SLOT.getAcquire(now, slot);
      if (there == null) {
        return null;
      }
      if (there.hash == hash && Arrays.equals(there.key, 0, there.key.length, term, 0, length)) {
        return there;
      }
    }
  }

  private void grow() {
    @Nullable ActiveTerm[] old = table;
    @Nullable ActiveTerm[] larger = new @Nullable ActiveTerm[2 * old.length];
    for (ActiveTerm term : old) {
      if (term != null) {
        insert(larger, term);
      }
    }
    table = larger;
  }

  private static void insert(@Nullable ActiveTerm[] now, ActiveTerm term) {
    int mask = now.length - 1;
    int slot = term.hash & mask;
    while (now[slot] != null) {
      slot = slot + 1 & mask;
    }
    SLOT.setRelease(now, slot, term);
  }

  private int hash(byte[] term, int length) {
    int hash = seed;
    for (int i = 0; i < length; i++) {
      hash = (hash ^ term[i]) * 0x01000193;
      hash ^= hash >>> 15;
    }
    hash *= 0x2C1B3C6D;
    return hash ^ hash >>> 13;
  }
}

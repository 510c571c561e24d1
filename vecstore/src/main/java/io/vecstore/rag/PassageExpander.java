package io.vecstore.rag;

import io.vecstore.VecReader;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.query.Hit;
import io.vecstore.core.query.Hits;
import io.vecstore.internal.passage.PassageRow;
import io.vecstore.internal.passage.StoredPassage;
import io.vecstore.text.context.Passage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Puts passages that a search found back into their surroundings: small passages are found best,
 * larger ones are understood best. What comes out is exactly the text that was ingested, between
 * exact offsets; passages that overlap or touch become one, with the score of the best.
 *
 * <p>Where a text was replaced between the search and this call, its passages come out without
 * those neighbours that have changed: two versions are never mixed. Immutable; safe from any
 * thread.
 *
 * {@snippet file="RagTour.java" region="expand"}
 */
public final class PassageExpander {

  private final VecReader store;
  private final int reach;
  private final BiPredicate<StoredPassage, StoredPassage> together;

  private PassageExpander(
      VecReader store, int reach, BiPredicate<StoredPassage, StoredPassage> together) {
    this.store = Objects.requireNonNull(store, "store");
    this.reach = reach;
    this.together = together;
  }

  /**
   * Returns what adds so many passages before and after each.
   *
   * @param passages 0 for none: then only neighbours that were both found become one
   * @throws InvalidInputException if it is negative
   */
  public static PassageExpander neighbours(VecReader store, int passages) {
    if (passages < 0) {
      throw new InvalidInputException(passages + " neighbours");
    }
    return new PassageExpander(store, passages, (one, other) -> true);
  }

  /** Returns what adds the rest of the section: the passages around that have the same headings. */
  public static PassageExpander section(VecReader store) {
    return new PassageExpander(
        store, Integer.MAX_VALUE, (one, other) -> one.context().equals(other.context()));
  }

  /** Returns what adds the rest of the document, from its first passage to its last. */
  public static PassageExpander document(VecReader store) {
    return new PassageExpander(store, Integer.MAX_VALUE, (one, other) -> true);
  }

  /**
   * Returns the hits in their surroundings, best first.
   *
   * @param hits of passages that an {@link IngestPipeline} wrote
   * @throws InvalidInputException if a hit is none
   */
  public List<Passage> expand(Hits hits) {
    List<Passage> expanded = new ArrayList<>();
    for (Hit hit : hits) {
      Passage added = expand(hit);
      List<Passage> apart = new ArrayList<>();
      for (Passage each : expanded) {
        if (each.meets(added)) {
          added = each.joined(added);
        } else {
          apart.add(each);
        }
      }
      apart.add(added);
      expanded = apart;
    }
    expanded.sort(Comparator.comparingDouble(Passage::score).reversed());
    return expanded;
  }

  private Passage expand(Hit hit) {
    StoredPassage found = StoredPassage.of(hit.id(), hit.text().orElse(""), hit.metadata());
    StoredPassage first = found;
    List<StoredPassage> before = new ArrayList<>();
    for (int i = 0; i < reach; i++) {
      Optional<StoredPassage> previous = passage(first.document(), first.number() - 1);
      if (previous.isEmpty() || !joins(previous.get(), first)) {
        break;
      }
      first = previous.get();
      before.addFirst(first);
    }
    before.add(found);
    StringBuilder text = new StringBuilder(first.text());
    for (int i = 1; i < before.size(); i++) {
      text.append(before.get(i - 1).addedBy(before.get(i)));
    }
    append(found, text);
    int start = first.start();
    return new Passage(
        found.document(), start, start + text.length(), text.toString(), hit.score());
  }

  private void append(StoredPassage found, StringBuilder text) {
    StoredPassage last = found;
    for (int i = 0; i < reach; i++) {
      Optional<StoredPassage> next = passage(last.document(), last.number() + 1);
      if (next.isEmpty() || !joins(last, next.get())) {
        return;
      }
      text.append(last.addedBy(next.get()));
      last = next.get();
    }
  }

  private boolean joins(StoredPassage one, StoredPassage next) {
    return one.isBefore(next) && together.test(one, next);
  }

  private Optional<StoredPassage> passage(String document, int number) {
    return number < 0
        ? Optional.empty()
        : store
            .get(PassageRow.id(document, number))
            .map(it -> StoredPassage.of(it.id(), it.text().orElse(""), it.metadata()));
  }
}

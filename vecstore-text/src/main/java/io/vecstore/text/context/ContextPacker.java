package io.vecstore.text.context;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.text.split.TextMeasure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Packs passages into a budget, the best first; one that does not fit is passed over, for a shorter
 * one may. Passages that overlap or touch in their document become one.
 *
 * @param budget the longest result, numbers included, at least 1
 * @param measure what the budget is measured in
 * @param order in which order the passages are shown
 */
public record ContextPacker(int budget, TextMeasure measure, Order order) {

  /** An order of passages. */
  public enum Order {
    /** The best first. */
    SCORE,
    /** By document, in the order of their best passage, then by place. */
    DOCUMENT,
    /** The best first and last, for what is in the middle is read least (Liu et al. 2023). */
    EDGES
  }

  /** Checks the budget. */
  public ContextPacker {
    if (budget < 1) {
      throw new InvalidInputException("a budget of " + budget);
    }
  }

  /** Returns the packer for a number of tokens, estimated, that shows the best passage first. */
  public static ContextPacker tokens(int budget) {
    return new ContextPacker(budget, TextMeasure.tokens(), Order.SCORE);
  }

  /** Returns a copy that shows the passages in another order. */
  public ContextPacker order(Order other) {
    return new ContextPacker(budget, measure, other);
  }

  /** Returns a copy that measures otherwise; the budget is the same number. */
  public ContextPacker measuredBy(TextMeasure other) {
    return new ContextPacker(budget, other, order);
  }

  /** Returns what of the passages fits, in any order they come. */
  public PackedContext pack(List<Passage> passages) {
    List<Passage> ranked = new ArrayList<>(passages);
    ranked.sort(Comparator.comparingDouble(Passage::score).reversed());
    List<Passage> packed = new ArrayList<>();
    List<PackedContext.Dropped> dropped = new ArrayList<>();
    Set<String> texts = new HashSet<>();
    for (Passage passage : ranked) {
      if (!texts.add(passage.text())) {
        dropped.add(new PackedContext.Dropped(passage, PackedContext.Reason.REPEATED));
        continue;
      }
      List<Passage> more = with(packed, passage);
      if (length(render(more)) <= budget) {
        packed = more;
      } else {
        dropped.add(new PackedContext.Dropped(passage, PackedContext.Reason.TOO_LONG));
      }
    }
    List<Passage> shown = ordered(packed);
    return new PackedContext(render(shown), shown, dropped);
  }

  /** Returns the passages and one more, joined with those that it meets. */
  private static List<Passage> with(List<Passage> packed, Passage added) {
    List<Passage> more = new ArrayList<>();
    Passage joined = added;
    for (Passage each : packed) {
      if (each.meets(joined)) {
        joined = each.joined(joined);
      } else {
        more.add(each);
      }
    }
    more.add(joined);
    more.sort(Comparator.comparingDouble(Passage::score).reversed());
    return more;
  }

  private int length(String text) {
    return measure.length(text, 0, text.length());
  }

  private static String render(List<Passage> passages) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < passages.size(); i++) {
      text.append(i == 0 ? "" : "\n\n").append('[').append(i + 1).append("] ");
      text.append(passages.get(i).text());
    }
    return text.toString();
  }

  private List<Passage> ordered(List<Passage> best) {
    return switch (order) {
      case SCORE -> best;
      case DOCUMENT -> byDocument(best);
      case EDGES -> toEdges(best);
    };
  }

  private static List<Passage> byDocument(List<Passage> best) {
    List<String> documents = best.stream().map(Passage::document).distinct().toList();
    return best.stream()
        .sorted(
            Comparator.<Passage>comparingInt(passage -> documents.indexOf(passage.document()))
                .thenComparingInt(Passage::start))
        .toList();
  }

  private static List<Passage> toEdges(List<Passage> best) {
    List<Passage> first = new ArrayList<>();
    List<Passage> last = new ArrayList<>();
    for (int i = 0; i < best.size(); i++) {
      if (i % 2 == 0) {
        first.add(best.get(i));
      } else {
        last.addFirst(best.get(i));
      }
    }
    first.addAll(last);
    return first;
  }
}

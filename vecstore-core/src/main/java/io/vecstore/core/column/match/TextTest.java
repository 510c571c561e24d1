package io.vecstore.core.column.match;

import io.vecstore.core.pattern.TextOrder;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which texts pass, in a form that a sorted dictionary can use. */
public sealed interface TextTest {

  /** Returns the test that no text passes. */
  static TextTest none() {
    return new Among(List.of());
  }

  /** Returns whether a text passes. */
  boolean accepts(String text);

  /** Returns whether it is known that no text passes. */
  default boolean isNone() {
    return this instanceof Among(List<String> texts) && texts.isEmpty();
  }

  /** These texts. */
  record Among(List<String> texts) implements TextTest {
    /** Copies the list. */
    public Among {
      texts = List.copyOf(texts);
    }

    @Override
    public boolean accepts(String text) {
      return texts.contains(text);
    }
  }

  /** The texts from one to another, without an end where that is null. */
  record Span(@Nullable End low, @Nullable End high) implements TextTest {

    /**
     * An end of a span.
     *
     * @param included whether the text itself belongs to the span
     */
    public record End(String text, boolean included) {}

    @Override
    public boolean accepts(String text) {
      return (low == null || isInside(TextOrder.compare(text, low.text()), low))
          && (high == null || isInside(TextOrder.compare(high.text(), text), high));
    }

    private static boolean isInside(int order, End end) {
      return end.included() ? order >= 0 : order > 0;
    }
  }

  /** The texts that start so. */
  record Prefix(String prefix) implements TextTest {
    @Override
    public boolean accepts(String text) {
      return text.startsWith(prefix);
    }
  }

  /** The texts that start so and pass a test besides. */
  record PrefixWhere(String prefix, Predicate<String> test) implements TextTest {
    @Override
    public boolean accepts(String text) {
      return text.startsWith(prefix) && test.test(text);
    }
  }

  /** The texts that a test says. */
  record Where(Predicate<String> test) implements TextTest {
    @Override
    public boolean accepts(String text) {
      return test.test(text);
    }
  }
}

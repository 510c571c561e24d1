package io.vecstore.text;

import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;
import io.vecstore.core.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Text to terms, as an {@link AnalyzerSpec} says. Safe from any thread: tokenizers, which are not,
 * come from a small pool.
 */
public final class Analyzer {

  /**
   * A term of a text.
   *
   * @param text what is indexed and compared
   * @param position the number of the word in the text, from 0; words left out count
   * @param start where it starts in the text, in UTF-16 units
   * @param end one past where it ends in the text, in UTF-16 units
   */
  public record Term(String text, int position, int start, int end) {}

  private record Lane(Tokenizer tokenizer, Token token) {}

  private static final int POOLED = 32;

  private final AnalyzerSpec spec;
  private final Supplier<Tokenizer> factory;
  private final AtomicReferenceArray<@Nullable Lane> pool = new AtomicReferenceArray<>(POOLED);

  private Analyzer(AnalyzerSpec spec, Supplier<Tokenizer> factory) {
    this.spec = spec;
    this.factory = factory;
  }

  /**
   * Returns the analyzer of a spec without custom tokenizers.
   *
   * @throws InvalidInputException if a step is not known, or its arguments are not what it takes
   */
  public static Analyzer of(AnalyzerSpec spec) {
    return of(spec, Map.of());
  }

  /**
   * Returns the analyzer of a spec.
   *
   * @param custom the user's tokenizers by name; each call gives a new one
   * @throws InvalidInputException if a step is not known, its arguments are not what it takes, or a
   *     custom tokenizer is missing
   */
  public static Analyzer of(
      AnalyzerSpec spec, Map<String, ? extends Supplier<? extends Tokenizer>> custom) {
    Analyzer analyzer = new Analyzer(spec, Pipeline.of(spec, custom));
    analyzer.give(analyzer.take()); // an unknown step must fail now, not at the first document
    return analyzer;
  }

  /** Returns what this analyzer was made from. */
  public AnalyzerSpec spec() {
    return spec;
  }

  /**
   * Gives each token of a text to a consumer, in order. The token is the same object each time.
   *
   * @param text borrowed until return
   */
  public void forEach(CharSequence text, Consumer<? super Token> consumer) {
    Lane lane = take();
    lane.tokenizer.reset(text);
    while (lane.tokenizer.next(lane.token)) {
      consumer.accept(lane.token);
    }
    lane.tokenizer.reset("");
    give(lane); // after an exception it is dropped instead, for its state is unknown
  }

  /** Returns the terms of a text, in order: what the index sees. */
  public List<Term> terms(String text) {
    List<Term> terms = new ArrayList<>();
    int[] position = {-1};
    forEach(
        text,
        token -> {
          position[0] += terms.isEmpty() ? Math.max(1, token.increment()) : token.increment();
          terms.add(new Term(token.toString(), position[0], token.start(), token.end()));
        });
    return terms;
  }

  private Lane take() {
    for (int i = 0; i < POOLED; i++) {
      if (pool.getPlain(i) != null) {
        Lane lane = pool.getAndSet(i, null);
        if (lane != null) {
          return lane;
        }
      }
    }
    return new Lane(factory.get(), new Token());
  }

  private void give(Lane lane) {
    for (int i = 0; i < POOLED; i++) {
      if (pool.getPlain(i) == null && pool.compareAndSet(i, null, lane)) {
        return;
      }
    }
  }
}

package io.vecstore.core.analysis;

import io.vecstore.core.error.InvalidInputException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What an application brings to the words of a store, anew each time it is opened: tokenizers of
 * its own, other analyses of what is asked, and synonyms. Nothing of it goes to disk. Immutable:
 * start from {@link #none()}.
 *
 * @param tokenizers of {@link AnalyzerSpec#custom}, by name; each call gives a new one
 * @param queryAnalyzers how keywords become terms, by field, where that is not how the field does;
 *     {@code text} is the text of the document
 * @param synonyms rules, see {@link #synonyms(double, String...)}
 * @param synonymWeight what the scores of synonyms are multiplied with, in (0, 1]
 */
public record TextAnalysis(
    Map<String, Supplier<? extends Tokenizer>> tokenizers,
    Map<String, AnalyzerSpec> queryAnalyzers,
    List<String> synonyms,
    float synonymWeight) {

  /** Copies maps and list, and checks the weight. */
  public TextAnalysis {
    tokenizers = Map.copyOf(tokenizers);
    queryAnalyzers = Map.copyOf(queryAnalyzers);
    synonyms = List.copyOf(synonyms);
    if (!(synonymWeight > 0 && synonymWeight <= 1)) {
      throw new InvalidInputException(
          "the weight of synonyms is " + synonymWeight + ", expected above 0 and up to 1");
    }
  }

  /** Returns the analysis that the schema describes, and no more. */
  public static TextAnalysis none() {
    return new TextAnalysis(Map.of(), Map.of(), List.of(), 1);
  }

  /** Returns a copy with a tokenizer more, or another one of that name. */
  public TextAnalysis tokenizer(String name, Supplier<? extends Tokenizer> factory) {
    Map<String, Supplier<? extends Tokenizer>> more = new HashMap<>(tokenizers);
    more.put(name, Objects.requireNonNull(factory, "factory"));
    return new TextAnalysis(more, queryAnalyzers, synonyms, synonymWeight);
  }

  /**
   * Returns a copy that analyses keywords otherwise than the field they are looked for in: a field
   * of beginnings of words ({@code edges}) is asked for whole words.
   *
   * @param field its name in the schema, or {@code text}
   */
  public TextAnalysis queryAnalyzer(String field, AnalyzerSpec spec) {
    Map<String, AnalyzerSpec> more = new HashMap<>(queryAnalyzers);
    more.put(field, Objects.requireNonNull(spec, "spec"));
    return new TextAnalysis(tokenizers, more, synonyms, synonymWeight);
  }

  /**
   * Returns a copy with these synonyms. Who asks for what a rule names asks for its other words
   * too; of several words in a row they are a phrase. Quoted phrases are literal.
   *
   * <pre>{@code
   * sofa, couch, settee              each for each
   * tv, telly => television set      the left for the right
   * }</pre>
   *
   * @param weight what the scores of synonyms are multiplied with, in (0, 1]: below 1 what was
   *     asked for comes before what means the same
   */
  public TextAnalysis synonyms(double weight, String... rules) {
    return new TextAnalysis(tokenizers, queryAnalyzers, List.of(rules), (float) weight);
  }
}

package io.vecstore.text;

import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.analysis.AnalyzerSpec.Step;
import io.vecstore.core.analysis.Tokenizer;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.text.filter.BigramFilter;
import io.vecstore.text.filter.EdgeFilter;
import io.vecstore.text.filter.ElisionFilter;
import io.vecstore.text.filter.FoldFilter;
import io.vecstore.text.filter.LengthFilter;
import io.vecstore.text.filter.LowercaseFilter;
import io.vecstore.text.filter.NormalizeFilter;
import io.vecstore.text.filter.PossessiveFilter;
import io.vecstore.text.filter.ShingleFilter;
import io.vecstore.text.filter.StemCache;
import io.vecstore.text.filter.StemFilter;
import io.vecstore.text.filter.Stemmers;
import io.vecstore.text.filter.StopFilter;
import io.vecstore.text.filter.StopWords;
import io.vecstore.text.filter.UniqueFilter;
import io.vecstore.text.filter.WordSet;
import io.vecstore.text.token.GramTokenizer;
import io.vecstore.text.token.IdentifierTokenizer;
import io.vecstore.text.token.KeywordTokenizer;
import io.vecstore.text.token.PatternTokenizer;
import io.vecstore.text.token.SimpleTokenizer;
import io.vecstore.text.token.UnicodeTokenizer;
import io.vecstore.text.token.WhitespaceTokenizer;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** From the names of a spec to tokenizers and filters. */
final class Pipeline {

  private final AnalyzerSpec spec;
  private final Map<String, ? extends Supplier<? extends Tokenizer>> custom;

  /** The words that the stemmers after it leave as they are. */
  private WordSet protect = new WordSet(List.of());

  private Pipeline(AnalyzerSpec spec, Map<String, ? extends Supplier<? extends Tokenizer>> custom) {
    this.spec = spec;
    this.custom = custom;
  }

  /** Returns what makes tokenizers by the spec; what they can share is made once. */
  static Supplier<Tokenizer> of(
      AnalyzerSpec spec, Map<String, ? extends Supplier<? extends Tokenizer>> custom) {
    Pipeline pipeline = new Pipeline(spec, custom);
    Supplier<Tokenizer> source = pipeline.tokenizer(spec.steps().getFirst());
    List<UnaryOperator<Tokenizer>> filters =
        spec.steps().stream().skip(1).map(pipeline::filter).toList();
    return () -> {
      Tokenizer chain = source.get();
      for (UnaryOperator<Tokenizer> filter : filters) {
        chain = filter.apply(chain);
      }
      return chain;
    };
  }

  private Supplier<Tokenizer> tokenizer(Step step) {
    return switch (step.name()) {
      case "simple" -> bare(step, SimpleTokenizer::new);
      case "whitespace" -> bare(step, WhitespaceTokenizer::new);
      case "unicode" -> bare(step, UnicodeTokenizer::new);
      case "grams" -> {
        int min = number(step, 0, 1, 16);
        int max = number(step, 1, min, 16);
        yield () -> new GramTokenizer(min, max);
      }
      case "keyword" -> bare(step, KeywordTokenizer::new);
      case "identifier" -> bare(step, IdentifierTokenizer::new);
      case "edges" -> {
        int min = number(step, 0, 1, 64);
        int max = number(step, 1, min, 64);
        yield () -> new EdgeFilter(new SimpleTokenizer(), min, max);
      }
      case "pattern" -> {
        Pattern separator = pattern(step);
        yield () -> new PatternTokenizer(separator);
      }
      case "custom" -> custom(word(step));
      default -> throw fail(step, "is no tokenizer");
    };
  }

  private UnaryOperator<Tokenizer> filter(Step step) {
    return switch (step.name()) {
      case "lowercase" -> bare(step, LowercaseFilter::new);
      case "possessive" -> bare(step, PossessiveFilter::new);
      case "stop" -> {
        WordSet words = stopWords(step);
        yield source -> new StopFilter(source, words);
      }
      case "stem" -> stem(step);
      case "protect" -> {
        protect = new WordSet(step.arguments());
        yield source -> source; // the stemmers after it look there
      }
      case "fold" -> bare(step, FoldFilter::new);
      case "nfkc" -> bare(step, NormalizeFilter::new);
      case "elision" -> bare(step, ElisionFilter::new);
      case "unique" -> bare(step, UniqueFilter::new);
      case "bigrams" -> bare(step, BigramFilter::new);
      case "length" -> {
        int min = number(step, 0, 0, Tokenizer.MAX_TERM);
        int max = number(step, 1, min, Tokenizer.MAX_TERM);
        yield source -> new LengthFilter(source, min, max);
      }
      case "shingles" -> {
        int min = number(step, 0, 1, 16);
        int max = number(step, 1, min, 16);
        yield source -> new ShingleFilter(source, min, max);
      }
      default -> throw fail(step, "is no filter");
    };
  }

  private Supplier<Tokenizer> custom(String name) {
    Supplier<? extends Tokenizer> supplier = custom.get(name);
    if (supplier == null) {
      throw new InvalidInputException(
          "the text is analysed by the custom tokenizer '"
              + name
              + "': pass it when the store is opened; passed were "
              + custom.keySet());
    }
    return supplier::get;
  }

  private static WordSet stopWords(Step step) {
    List<String> words = step.arguments();
    return new WordSet(words.size() == 1 ? orItself(words.getFirst()) : words);
  }

  private static List<String> orItself(String languageOrWord) {
    return Stemmers.exists(languageOrWord) ? StopWords.of(languageOrWord) : List.of(languageOrWord);
  }

  private UnaryOperator<Tokenizer> stem(Step step) {
    String language = word(step);
    if (!Stemmers.exists(language)) {
      throw fail(step, "has no stemmer for '" + language + "'");
    }
    StemCache cache = new StemCache();
    WordSet kept = protect;
    return source -> new StemFilter(source, language, cache, kept);
  }

  private Pattern pattern(Step step) {
    try {
      return Pattern.compile(word(step));
    } catch (PatternSyntaxException e) {
      throw fail(step, "is no regular expression: " + e.getDescription());
    }
  }

  private <T> T bare(Step step, T result) {
    if (!step.arguments().isEmpty()) {
      throw fail(step, "takes no arguments");
    }
    return result;
  }

  private String word(Step step) {
    if (step.arguments().size() != 1) {
      throw fail(step, "takes one argument");
    }
    return step.arguments().getFirst();
  }

  private int number(Step step, int index, int least, int most) {
    try {
      int value = Integer.parseInt(step.arguments().get(index));
      if (step.arguments().size() == 2 && value >= least && value <= most) {
        return value;
      }
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      // said below
    }
    throw fail(
        step, "takes two numbers, number " + (index + 1) + " within [" + least + ", " + most + "]");
  }

  private InvalidInputException fail(Step step, String why) {
    return new InvalidInputException("analysis '" + spec + "': " + step + " " + why);
  }
}

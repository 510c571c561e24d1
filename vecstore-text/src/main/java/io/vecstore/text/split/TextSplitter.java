package io.vecstore.text.split;

import io.vecstore.core.error.InvalidInputException;
import java.util.List;
import java.util.function.Function;

/**
 * Cuts a text into pieces that can be embedded and found one by one. The pieces are in order and
 * cover everything but white space; none is cut inside a character; the same text is always cut the
 * same way. Immutable: safe from any thread, as far as what it is made from is.
 */
public final class TextSplitter {

  private static final double PERCENTILE = 95;

  /** Where to cut. */
  interface Strategy {
    /** Returns the pieces of a text, in order. */
    List<Chunk> split(String text, Limits limits);
  }

  /**
   * How long pieces are.
   *
   * @param size the longest piece, overlap included
   * @param overlap how much of a piece may be said again at the beginning of the next
   * @param measure what both are measured in
   */
  record Limits(int size, int overlap, TextMeasure measure) {}

  private final Strategy strategy;
  private final Limits limits;

  private TextSplitter(Strategy strategy, Limits limits) {
    if (limits.size < 1 || limits.overlap < 0 || limits.overlap >= limits.size) {
      throw new InvalidInputException(
          "a size of "
              + limits.size
              + " with an overlap of "
              + limits.overlap
              + ": 0 <= overlap < size");
    }
    this.strategy = strategy;
    this.limits = limits;
  }

  private static TextSplitter of(Strategy strategy, int size) {
    return new TextSplitter(strategy, new Limits(size, 0, TextMeasure.characters()));
  }

  /**
   * Returns the splitter for plain text: at paragraphs where that suffices, otherwise at lines,
   * sentences, words, characters.
   *
   * @param size the longest piece, in characters, at least 1
   */
  public static TextSplitter recursive(int size) {
    return of(new RecursiveSplitter(), size);
  }

  /**
   * Returns the splitter that cuts between sentences, whatever lines and paragraphs are, and inside
   * one only if it is too long.
   *
   * @param size the longest piece, in characters, at least 1
   */
  public static TextSplitter sentences(int size) {
    return of(new GrainSplitter(Grain.SENTENCE), size);
  }

  /**
   * Returns the splitter that fills every piece, and cuts between any two characters, never inside
   * one that takes several units.
   *
   * @param size the longest piece, in UTF-16 units, at least 1
   */
  public static TextSplitter characters(int size) {
    return of(new GrainSplitter(Grain.CHARACTER), size);
  }

  /**
   * Returns the splitter that cuts between words where as many tokens of a language model are
   * reached as it reads at once; {@link #measuredBy} takes another way to count them than {@link
   * TextMeasure#tokens}.
   *
   * @param size the longest piece, in tokens, at least 1
   */
  public static TextSplitter tokens(int size) {
    return of(new GrainSplitter(Grain.WORD), size).measuredBy(TextMeasure.tokens());
  }

  /**
   * Returns the splitter for Markdown (CommonMark 0.31, with tables and front matter): pieces do
   * not cross headings. A piece begins with its heading where that is right above it; its context
   * is the headings that it is under, joined by " > ". A code block, a table or a list is cut only
   * if it is too long by itself.
   *
   * @param size the longest piece, in characters, at least 1
   */
  public static TextSplitter markdown(int size) {
    return of(new MarkdownSplitter(), size);
  }

  /**
   * Returns the splitter for source code, of any language that indents: pieces are declarations
   * where they fit, with the comments and annotations above them. What is too long is cut inside;
   * its context is the lines that it is inside of, joined by " > ".
   *
   * @param size the longest piece, in characters, at least 1
   */
  public static TextSplitter code(int size) {
    return of(new CodeSplitter(), size);
  }

  /**
   * Returns the splitter that cuts between sentences where the topic changes: where the vectors of
   * neighbours are further apart than 19 of 20 are. Costs one embedding a sentence; measurements by
   * others find that it seldom pays over {@link #recursive}.
   *
   * @param size the longest piece, in characters, at least 1
   * @param embedder gives a vector for each of some texts, all of one length; called once a text
   */
  public static TextSplitter semantic(int size, Function<List<String>, List<float[]>> embedder) {
    return semantic(size, PERCENTILE, embedder);
  }

  /**
   * Returns the splitter that cuts between sentences where the topic changes.
   *
   * @param size the longest piece, in characters, at least 1
   * @param percentile which share of the distances between neighbours is no change of topic, in [0,
   *     100]
   * @param embedder gives a vector for each of some texts, all of one length; called once a text
   */
  public static TextSplitter semantic(
      int size, double percentile, Function<List<String>, List<float[]>> embedder) {
    return of(new SemanticSplitter(percentile, embedder), size);
  }

  /**
   * Returns a copy whose pieces may begin with the end of the one before: whole parts only, and
   * never across what the splitter always cuts at.
   *
   * @param most the longest overlap, in [0, size); default 0
   */
  public TextSplitter overlap(int most) {
    return new TextSplitter(strategy, new Limits(limits.size, most, limits.measure));
  }

  /** Returns a copy that measures otherwise; size and overlap are the same numbers. */
  public TextSplitter measuredBy(TextMeasure measure) {
    return new TextSplitter(strategy, new Limits(limits.size, limits.overlap, measure));
  }

  /** Returns the pieces of a text, in order; none if it is blank. */
  public List<Chunk> split(String text) {
    return strategy.split(text, limits);
  }
}

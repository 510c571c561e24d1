package io.vecstore.text.split;

import java.util.List;
import java.util.function.Function;

/**
 * Cuts a text into pieces that can be embedded and found one by one. The pieces are in order and
 * cover everything but white space; none is cut inside a character; the same text is always cut the
 * same way.
 */
public sealed interface TextSplitter
    permits RecursiveSplitter, SentenceSplitter, MarkdownSplitter, CodeSplitter, SemanticSplitter {

  /** Returns the pieces of a text, in order; none if it is blank. */
  List<Chunk> split(String text);

  /**
   * Returns the splitter for plain text: at paragraphs where that suffices, otherwise at lines,
   * sentences, words, characters.
   *
   * @param size the longest piece, in characters, at least 1
   */
  static RecursiveSplitter recursive(int size) {
    return new RecursiveSplitter(size, 0, TextMeasure.characters());
  }

  /**
   * Returns the splitter that cuts between sentences, and inside one only if it is too long.
   *
   * @param size the longest piece, in characters, at least 1
   */
  static SentenceSplitter sentences(int size) {
    return new SentenceSplitter(size, 0, TextMeasure.characters());
  }

  /**
   * Returns the splitter for Markdown: pieces do not cross headings, which are their context; code,
   * tables and lists stay whole where they fit.
   *
   * @param size the longest piece, in characters, at least 1
   */
  static MarkdownSplitter markdown(int size) {
    return new MarkdownSplitter(size, TextMeasure.characters());
  }

  /**
   * Returns the splitter for source code: pieces are declarations where they fit, and the lines
   * that they are inside of are their context.
   *
   * @param size the longest piece, in characters, at least 1
   */
  static CodeSplitter code(int size) {
    return new CodeSplitter(size, TextMeasure.characters());
  }

  /**
   * Returns the splitter that cuts where the topic changes.
   *
   * @param size the longest piece, in characters, at least 1
   * @param embedder gives a vector for each of some texts
   */
  static SemanticSplitter semantic(int size, Function<List<String>, List<float[]>> embedder) {
    return new SemanticSplitter(size, 95, TextMeasure.characters(), embedder);
  }
}

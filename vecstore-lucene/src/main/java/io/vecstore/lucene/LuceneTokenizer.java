package io.vecstore.lucene;

import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that an analyzer of Lucene gives, with its positions and offsets: whatever languages
 * and filters there are for Lucene are there for a store.
 *
 * {@snippet :
 * TextAnalysis analysis =
 *     TextAnalysis.none().tokenizer("kuromoji", LuceneTokenizer.of(new JapaneseAnalyzer()));
 * Schema schema =
 *     Schema.of(384, Metric.COSINE).withText(TextSpec.of(AnalyzerSpec.custom("kuromoji")));
 * VecStore.open(path, schema, options -> options.analysis(analysis));
 * }
 *
 * <p>A store remembers the name, not the analyzer: to change what the analyzer does, or to go to a
 * version of Lucene that changes it, use another name and index the texts anew.
 */
public final class LuceneTokenizer implements Tokenizer {

  private static final String FIELD = "text";

  private final Analyzer analyzer;
  private @Nullable TokenStream stream;
  private int length;
  private int start;

  private LuceneTokenizer(Analyzer analyzer) {
    this.analyzer = analyzer;
  }

  /**
   * Returns what makes tokenizers of an analyzer.
   *
   * @param analyzer shared by all of them, as Lucene allows; stays the caller's to close, after the
   *     store
   */
  public static Supplier<Tokenizer> of(Analyzer analyzer) {
    // Lucene keeps one stream for each thread, and a store has tokenizers go from thread to thread:
    // so each has an analyzer of its own, which hands the work on.
    return () -> new LuceneTokenizer(new Lane(analyzer));
  }

  /** An analyzer that is another one with streams of its own. */
  private static final class Lane extends org.apache.lucene.analysis.AnalyzerWrapper {
    private final Analyzer shared;

    Lane(Analyzer shared) {
      super(new OneStream());
      this.shared = shared;
    }

    @Override
    protected Analyzer getWrappedAnalyzer(String field) {
      return shared;
    }
  }

  /** Keeps one stream, whichever thread asks: a tokenizer is used by one thread at a time. */
  private static final class OneStream extends Analyzer.ReuseStrategy {
    private Analyzer.@Nullable TokenStreamComponents components;

    @Override
    @SuppressWarnings("NullAway") // Lucene takes null for: there is none yet
    public Analyzer.TokenStreamComponents getReusableComponents(Analyzer analyzer, String field) {
      return components;
    }

    @Override
    public void setReusableComponents(
        Analyzer analyzer, String field, Analyzer.TokenStreamComponents made) {
      components = made;
    }
  }

  @Override
  public void reset(CharSequence text) {
    end();
    length = text.length();
    start = 0;
    try {
      TokenStream opened = analyzer.tokenStream(FIELD, text.toString());
      stream = opened;
      opened.reset();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean next(Token token) {
    TokenStream open = stream;
    if (open == null) {
      return false;
    }
    try {
      if (!open.incrementToken()) {
        open.end();
        end();
        return false;
      }
      CharTermAttribute term = open.getAttribute(CharTermAttribute.class);
      OffsetAttribute offset = open.getAttribute(OffsetAttribute.class);
      PositionIncrementAttribute increment = open.getAttribute(PositionIncrementAttribute.class);
      token.term(term);
      // Offsets of a store never go back, nor beyond the text.
      start = Math.clamp(offset == null ? 0 : offset.startOffset(), start, length);
      token.span(start, Math.clamp(offset == null ? length : offset.endOffset(), start, length));
      token.increment(increment == null ? 1 : increment.getPositionIncrement());
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void end() {
    TokenStream open = stream;
    stream = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

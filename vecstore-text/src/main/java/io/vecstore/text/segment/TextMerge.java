package io.vecstore.text.segment;

import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.spi.Section;
import io.vecstore.text.postings.PostingsCursor;
import io.vecstore.text.postings.TermCursor;
import io.vecstore.text.postings.TextSegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes one sealed inverted index of the text of several segments, growing or sealed, leaving out
 * the rows that were deleted. Terms stream by in order; what is in memory is the result and the
 * postings of one term. Not thread-safe.
 */
public final class TextMerge {

  private final int field;
  private final AnalyzerSpec spec;
  private final byte[] lengths;
  private final List<Source> sources = new ArrayList<>();
  private final TermPostings gathered = new TermPostings();
  private final TermsWriter terms = new TermsWriter();
  private final PostingsWriter postings;
  private long occurrences;

  private static final class Source {
    final TermCursor terms;
    final int[] ordinals;
    byte[] term = {};

    Source(TermCursor terms, int[] ordinals) {
      this.terms = terms;
      this.ordinals = ordinals;
    }

    boolean next() {
      boolean more = terms.next();
      if (more) {
        term = terms.term();
      }
      return more;
    }
  }

  /**
   * Starts a merge.
   *
   * @param spec the analyzer that all the text was analysed by
   * @param rows the number of rows of the result
   */
  public TextMerge(AnalyzerSpec spec, int rows) {
    this(0, spec, rows);
  }

  /**
   * Starts a merge of a field.
   *
   * @param field its place in the schema, 0 for the text
   * @param spec the analyzer that all of it was analysed by
   * @param rows the number of rows of the result
   */
  public TextMerge(int field, AnalyzerSpec spec, int rows) {
    this.field = field;
    this.spec = spec;
    lengths = new byte[rows];
    postings = new PostingsWriter(lengths);
  }

  /**
   * Adds a segment.
   *
   * @param texts borrowed until {@link #build} returns
   * @param ordinals the new ordinal of each of its rows, in {@code [0, rows)} and used once in all
   *     segments, or -1 where the row is left out; in any order; borrowed
   * @return this
   */
  public TextMerge add(TextSegment texts, int[] ordinals) {
    TextSegment segment = texts.field(field);
    byte[] codes = segment.lengths();
    for (int row = 0; row < segment.rows(); row++) {
      if (ordinals[row] >= 0) {
        lengths[ordinals[row]] = codes[row];
      }
    }
    Source source = new Source(segment.terms(new byte[0]), ordinals);
    if (source.next()) {
      sources.add(source);
    }
    return this;
  }

  /** Writes the index, and returns its sections; once. */
  public List<Section> build() {
    while (!sources.isEmpty()) {
      byte[] term = least();
      gathered.clear();
      for (int i = sources.size() - 1; i >= 0; i--) {
        Source source = sources.get(i);
        if (Arrays.equals(source.term, term)) {
          gather(source);
          if (!source.next()) {
            sources.remove(i);
          }
        }
      }
      write(term);
    }
    ByteSink codes = new ByteSink();
    codes.bytes(lengths, 0, lengths.length);
    return List.of(
        meta().section(SealedLayout.section(field, SealedLayout.META)),
        codes.section(SealedLayout.section(field, SealedLayout.LENGTHS)),
        terms.finish().section(SealedLayout.section(field, SealedLayout.TERMS)),
        postings.postings().section(SealedLayout.section(field, SealedLayout.POSTINGS)),
        postings.positions().section(SealedLayout.section(field, SealedLayout.POSITIONS)));
  }

  private byte[] least() {
    byte[] least = sources.getFirst().term;
    for (Source source : sources) {
      if (Arrays.compareUnsigned(source.term, least) < 0) {
        least = source.term;
      }
    }
    return least;
  }

  private void gather(Source source) {
    PostingsCursor cursor = source.terms.postings();
    for (int row = 0; cursor.seek(row); row = cursor.last() + 1) {
      int[] rows = cursor.ordinals();
      int[] frequencies = cursor.frequencies();
      for (int i = 0; i < cursor.count(); i++) {
        int ordinal = source.ordinals[rows[i]];
        if (ordinal >= 0) {
          gathered.add(ordinal, frequencies[i], cursor.positions(i));
        }
      }
    }
  }

  private void write(byte[] term) {
    int size = gathered.sort();
    if (size == 0) {
      return;
    }
    long start = postings.postingsSize();
    long positions = postings.positionsSize();
    postings.begin();
    gathered.writeTo(postings);
    if (size == 1) {
      terms.single(term, gathered.firstRow(), gathered.firstFrequency(), positions);
    } else {
      postings.end(size);
      terms.term(term, size, start, positions);
    }
    occurrences += gathered.occurrences();
  }

  private ByteSink meta() {
    int documents = 0;
    for (byte code : lengths) {
      documents += code != 0 ? 1 : 0;
    }
    byte[] text = spec.text().getBytes(StandardCharsets.UTF_8);
    ByteSink meta = new ByteSink();
    meta.i32(lengths.length);
    meta.i32(documents);
    meta.i64(occurrences);
    meta.i32(terms.count());
    meta.i32(SealedLayout.ANALYSIS_REVISION);
    meta.i32(text.length);
    meta.bytes(text, 0, text.length);
    return meta;
  }
}

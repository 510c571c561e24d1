package io.vecstore.text.active;

import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;
import io.vecstore.text.Analyzer;
import io.vecstore.text.postings.LengthCode;
import io.vecstore.text.postings.TermBytes;
import io.vecstore.text.postings.TextSegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The text of rows that are still being written, in memory. One writer at a time adds rows; any
 * thread may look at the rows that it knows to be complete, for the writer changes nothing in them.
 */
public final class ActiveText {

  /** Of longer texts the rest is not indexed, so that one document cannot fill the memory. */
  static final int MAX_TOKENS = 1_000_000;

  private static final int MAX_POSITION = 1 << 30;

  private final Analyzer analyzer;
  private final ActiveTerms terms = new ActiveTerms(ThreadLocalRandom.current().nextInt());
  private final TermBytes scratch = new TermBytes();
  private final List<ActiveTerm> touched = new ArrayList<>();

  /** Replaced by the writer alone, as are the two arrays below; row by row. */
  private volatile byte[] lengths = new byte[256];

  /** Of each row, how many rows up to it have terms. */
  private volatile int[] documents = new int[256];

  /** Of each row, how many terms the rows up to it have. */
  private volatile long[] occurrences = new long[256];

  private int rows;
  private int row;
  private int tokens;
  private int position;
  private int length;
  private long postings;
  private long cutTexts;

  /** Creates an empty index. */
  public ActiveText(Analyzer analyzer) {
    this.analyzer = analyzer;
  }

  /**
   * Adds the text of a row. Rows that are passed over have no text. If the analyzer throws, the row
   * has no text, and everything else is as before. For the one writer.
   *
   * @param ordinal higher than that of every row added before
   * @param text borrowed until return
   */
  public void add(int ordinal, CharSequence text) {
    if (ordinal < rows) {
      throw new IllegalArgumentException("row " + ordinal + " comes after row " + (rows - 1));
    }
    begin(ordinal);
    boolean done = false;
    try {
      analyzer.forEach(text, this::occur);
      done = true;
    } finally {
      if (!done) {
        touched.forEach(ActiveTerm::abandon);
        touched.clear();
      }
    }
    postings += touched.size();
    byte code = LengthCode.encode(length);
    touched.forEach(term -> term.close(code));
    publish(ordinal);
  }

  /**
   * Returns the text as of the first {@code rows} rows, for any thread that knows them to be
   * complete.
   */
  public TextSegment segment(int rows) {
    byte[] codes = lengths;
    int[] counts = documents;
    long[] sums = occurrences;
    int known = Math.min(rows, counts.length);
    // Rows after the last one with text are as that one.
    int last = known - 1;
    while (last >= 0 && codes[last] == 0) {
      last--;
    }
    return new ActiveSegment(
        terms,
        codes.length >= rows ? codes : Arrays.copyOf(codes, rows),
        rows,
        last < 0 ? 0 : counts[last],
        last < 0 ? 0 : sums[last]);
  }

  /** Returns about how many bytes of memory the index takes; for the writer. */
  public long memoryBytes() {
    long used = occurrences(rows);
    return terms.bytes() + 12 * postings + 2 * used + 13L * lengths.length;
  }

  /** Returns how many texts were too long and were cut; for the writer. */
  public long cutTexts() {
    return cutTexts;
  }

  private void begin(int ordinal) {
    row = ordinal;
    tokens = 0;
    position = -1;
    length = 0;
    if (ordinal >= lengths.length) {
      int size = Math.max(ordinal + 1, lengths.length + (lengths.length >> 1));
      lengths = Arrays.copyOf(lengths, size);
      documents = Arrays.copyOf(documents, size);
      occurrences = Arrays.copyOf(occurrences, size);
    }
  }

  private void occur(Token token) {
    int step = token.increment();
    position = Math.min(MAX_POSITION, position + (position < 0 ? Math.max(1, step) : step));
    if (token.length() == 0 || ++tokens > MAX_TOKENS) {
      return;
    }
    if (step > 0 || length == 0) {
      length++;
    }
    scratch.set(token.chars(), Math.min(token.length(), Tokenizer.MAX_TERM));
    ActiveTerm term = terms.intern(scratch.array(), scratch.length());
    if (term.occur(row, position)) {
      touched.add(term);
    }
  }

  private void publish(int ordinal) {
    boolean some = !touched.isEmpty();
    touched.clear();
    int before = documents(rows);
    long sum = occurrences(rows);
    Arrays.fill(documents, rows, ordinal, before);
    Arrays.fill(occurrences, rows, ordinal, sum);
    lengths[ordinal] = LengthCode.encode(length);
    documents[ordinal] = before + (some ? 1 : 0);
    occurrences[ordinal] = sum + Math.min(tokens, MAX_TOKENS);
    cutTexts += tokens > MAX_TOKENS ? 1 : 0;
    rows = ordinal + 1;
  }

  private int documents(int rows) {
    return rows == 0 ? 0 : documents[rows - 1];
  }

  private long occurrences(int rows) {
    return rows == 0 ? 0 : occurrences[rows - 1];
  }
}

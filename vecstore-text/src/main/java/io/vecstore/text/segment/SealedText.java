package io.vecstore.text.segment;

import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.error.UnsupportedFormatException;
import io.vecstore.core.schema.SchemaMismatchException;
import io.vecstore.core.spi.Sections;
import io.vecstore.text.postings.CursorBuffers;
import io.vecstore.text.postings.FoundTerm;
import io.vecstore.text.postings.PostingsCursor;
import io.vecstore.text.postings.TermCursor;
import io.vecstore.text.postings.TextSegment;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The text of a sealed segment, read where it lies. Immutable; safe while the segment is open. */
public final class SealedText implements TextSegment {

  private final SealedPostings postings;
  private final SealedDictionary dictionary;
  private final int rows;
  private final int documents;
  private final long occurrences;
  private final byte[] lengths;

  private SealedText(Sections sections, int field, AnalyzerSpec spec, int rows) {
    this.rows = rows;
    SealedBytes meta = new SealedBytes(sections, SealedLayout.section(field, SealedLayout.META));
    checkMeta(meta, sections, field, spec);
    if (meta.i32(SealedLayout.META_ROWS) != rows) {
      throw meta.corrupt(
          0, "expected " + rows + " rows, found " + meta.i32(SealedLayout.META_ROWS));
    }
    documents = meta.i32(SealedLayout.META_DOCUMENTS);
    occurrences = meta.i64(SealedLayout.META_OCCURRENCES);
    int terms = meta.i32(SealedLayout.META_TERMS);
    if (documents < 0 || documents > rows || occurrences < documents || terms < 0) {
      throw meta.corrupt(0, documents + " rows with " + occurrences + " of " + terms + " terms");
    }
    MemorySegment codes = sections.require(SealedLayout.section(field, SealedLayout.LENGTHS));
    if (codes.byteSize() != rows) {
      throw meta.corrupt(0, rows + " rows, but " + codes.byteSize() + " lengths");
    }
    lengths = codes.toArray(SealedLayout.U8);
    postings =
        new SealedPostings(
            new SealedBytes(sections, SealedLayout.section(field, SealedLayout.POSTINGS)),
            new SealedBytes(sections, SealedLayout.section(field, SealedLayout.POSITIONS)),
            rows,
            new SealedPostings.LengthCodes(lengths));
    dictionary =
        new SealedDictionary(
            new SealedBytes(sections, SealedLayout.section(field, SealedLayout.TERMS)),
            terms,
            rows);
  }

  /**
   * Opens the text of a segment.
   *
   * @param sections borrowed while the result is used
   * @param spec the analyzer of the schema
   * @param rows the number of rows of the segment
   * @throws SchemaMismatchException if the text was analysed otherwise
   * @throws io.vecstore.core.error.CorruptStoreException if the sections are not what {@link
   *     TextMerge} writes; what lies deeper is checked when it is read
   */
  public static SealedText open(Sections sections, AnalyzerSpec spec, int rows) {
    return open(sections, 0, spec, rows);
  }

  /**
   * Opens a field of a segment, as {@link #open(Sections, AnalyzerSpec, int)} does the text.
   *
   * @param field its place in the schema, 0 for the text
   */
  public static SealedText open(Sections sections, int field, AnalyzerSpec spec, int rows) {
    return new SealedText(sections, field, spec, rows);
  }

  private static void checkMeta(SealedBytes meta, Sections sections, int field, AnalyzerSpec spec) {
    int version = sections.version(SealedLayout.section(field, SealedLayout.META));
    if (version != SealedLayout.VERSION) {
      throw new UnsupportedFormatException(sections.origin(), version, SealedLayout.VERSION);
    }
    if (meta.size() < SealedLayout.META_SPEC
        || meta.size() - SealedLayout.META_SPEC != meta.i32(SealedLayout.META_SPEC_SIZE)) {
      throw meta.corrupt(0, "its length is " + meta.size());
    }
    byte[] text = meta.segment().asSlice(SealedLayout.META_SPEC).toArray(SealedLayout.U8);
    String found = new String(text, StandardCharsets.UTF_8);
    int revision = meta.i32(SealedLayout.META_REVISION);
    if (!found.equals(spec.text()) || revision != SealedLayout.ANALYSIS_REVISION) {
      throw new SchemaMismatchException(
          sections.origin()
              + " was analysed by '"
              + found
              + "' of revision "
              + revision
              + ", the schema says '"
              + spec.text()
              + "' of revision "
              + SealedLayout.ANALYSIS_REVISION);
    }
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int documents() {
    return documents;
  }

  @Override
  public long termOccurrences() {
    return occurrences;
  }

  @Override
  public byte[] lengths() {
    return lengths;
  }

  @Override
  public @Nullable FoundTerm look(byte[] term, CursorBuffers buffers) {
    TermEntry entry = dictionary.find(term, buffers);
    return entry == null ? null : new Found(postings, entry);
  }

  private record Found(SealedPostings source, TermEntry entry) implements FoundTerm {
    @Override
    public int documentFrequency() {
      return entry.documentFrequency();
    }

    @Override
    public PostingsCursor cursor(CursorBuffers buffers) {
      return SealedCursor.of(source, entry, buffers);
    }
  }

  @Override
  public TermCursor terms(byte[] from) {
    SealedDictionary.Walk walk = dictionary.from(from);
    CursorBuffers buffers = new CursorBuffers();
    return new TermCursor() {
      @Override
      public boolean next() {
        return walk.next();
      }

      @Override
      public int documentFrequency() {
        return walk.documentFrequency();
      }

      @Override
      public byte[] term() {
        return walk.term();
      }

      @Override
      public PostingsCursor postings() {
        return SealedCursor.of(postings, walk.entry(), buffers);
      }
    };
  }
}

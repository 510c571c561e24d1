package io.vecstore.text.postings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one segment that has several fields. Asked as a whole it is its first field, the
 * text of the documents.
 *
 * @param fields of one number of rows, in the order of the schema; at least one
 */
public record FieldedText(List<TextSegment> fields) implements TextSegment {

  /** Copies the list. */
  public FieldedText {
    fields = List.copyOf(fields);
  }

  @Override
  public TextSegment field(int number) {
    return fields.get(number);
  }

  @Override
  public int rows() {
    return fields.getFirst().rows();
  }

  @Override
  public int documents() {
    return fields.getFirst().documents();
  }

  @Override
  public long termOccurrences() {
    return fields.getFirst().termOccurrences();
  }

  @Override
  public byte[] lengths() {
    return fields.getFirst().lengths();
  }

  @Override
  public @Nullable FoundTerm look(byte[] term, CursorBuffers buffers) {
    return fields.getFirst().look(term, buffers);
  }

  @Override
  public TermCursor terms(byte[] from) {
    return fields.getFirst().terms(from);
  }
}

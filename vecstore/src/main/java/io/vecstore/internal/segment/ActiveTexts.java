package io.vecstore.internal.segment;

import io.vecstore.core.model.FieldPath;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.model.MetadataValue;
import io.vecstore.text.Analyzer;
import io.vecstore.text.active.ActiveText;
import io.vecstore.text.postings.FieldedText;
import io.vecstore.text.postings.TextSegment;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of rows that are still being written: of the text, and of the text fields of the
 * schema. One writer; readers know how many rows are complete.
 */
final class ActiveTexts {

  private final List<ActiveText> texts = new ArrayList<>();
  private final List<FieldPath> paths;

  ActiveTexts(SegmentContext context) {
    this.paths = context.paths();
    for (Analyzer analyzer : context.analyzers()) {
      texts.add(new ActiveText(analyzer));
    }
  }

  /** Adds a row, after those before it. */
  void add(int ordinal, StoredRow row) {
    String text = row.text();
    if (text != null) {
      texts.getFirst().add(ordinal, text);
    }
    for (int i = 0; i < paths.size(); i++) {
      String value = text(row.metadata(), paths.get(i));
      if (!value.isEmpty()) {
        texts.get(i + 1).add(ordinal, value);
      }
    }
  }

  /**
   * Returns the texts at a place, those of an array one after the other; empty if there is none.
   */
  private static String text(Metadata metadata, FieldPath path) {
    StringBuilder text = new StringBuilder();
    metadata.get(path.toString()).ifPresent(value -> append(value, text));
    return text.toString();
  }

  private static void append(MetadataValue value, StringBuilder text) {
    switch (value) {
      case MetadataValue.Text(String one) -> text.append(text.isEmpty() ? "" : "\n").append(one);
      case MetadataValue.Array(List<MetadataValue> values) ->
          values.forEach(each -> append(each, text));
      default -> {
        // Numbers, times and objects are no text.
      }
    }
  }

  /** Returns the texts as of the first {@code rows} rows. */
  TextSegment segment(int rows) {
    return texts.size() == 1
        ? texts.getFirst().segment(rows)
        : new FieldedText(texts.stream().map(text -> text.segment(rows)).toList());
  }
}

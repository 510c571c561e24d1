package io.vecstore.core.column.tree;

import io.vecstore.core.column.tree.Column.Kind;
import io.vecstore.core.spi.Section;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes growing columns as one section: the regions as it goes, the directory at the end. Used
 * once.
 */
public final class ColumnWriter {

  private final RegionWriter regions = new RegionWriter();
  private final DirectoryWriter directory = new DirectoryWriter();

  /** Returns the section of a column of documents, and of all columns below it. */
  public static Section section(ActiveView root) {
    ColumnWriter writer = new ColumnWriter();
    writer.column(root);
    return writer.finished(root.rows());
  }

  private ColumnWriter() {}

  private Section finished(int rows) {
    return regions.section(rows, directory.bytes());
  }

  private void column(ActiveView view) {
    EntriesByKind entries = new EntriesByKind(view);
    directory.putInt(view.rows());
    for (Kind kind : Kind.values()) {
      rowSet(entries, kind);
    }
    numbers(entries, Kind.LONG);
    numbers(entries, Kind.REAL);
    numbers(entries, Kind.TIMESTAMP);
    new TextWriter(regions, directory).write(view, entries);
    @Nullable ActiveView elements = arrays(view, entries);
    Map<String, ActiveView> fields = new TreeMap<>();
    view.column()
        .fields()
        .forEach(
            (name, field) -> {
              ActiveView fieldView = field.view(view.rows());
              if (fieldView.entryCount() > 0) {
                fields.put(name, fieldView);
              }
            });
    directory.putByte(elements == null ? 0 : 1);
    directory.putInt(fields.size());
    if (elements != null) {
      column(elements);
    }
    fields.forEach(
        (name, field) -> {
          directory.putName(name.getBytes(StandardCharsets.UTF_8));
          column(field);
        });
  }

  private void rowSet(EntriesByKind entries, Kind kind) {
    int count = entries.count(kind);
    int form = entries.form(kind);
    directory.putByte(form);
    directory.putInt(count);
    directory.putLong(
        switch (form) {
          case ColumnLayout.BITS -> regions.longs(entries.rowBits(kind));
          case ColumnLayout.LIST -> regions.ints(entries.rows(kind));
          default -> 0;
        });
  }

  private void numbers(EntriesByKind entries, Kind kind) {
    boolean none = entries.count(kind) == 0;
    directory.putLong(none ? 0 : regions.longs(entries.numbers(kind)));
  }

  /** Writes where the arrays start and whose their elements are; returns the elements. */
  private @Nullable ActiveView arrays(ActiveView view, EntriesByKind entries) {
    int count = entries.count(Kind.ARRAY);
    if (count == 0) {
      return null;
    }
    int[] starts = new int[count + 1];
    int arrays = 0;
    int elementCount = 0;
    for (int i = 0; i < view.entryCount(); i++) {
      if (view.kind(i) == Kind.ARRAY) {
        elementCount += ActiveView.arrayLength(view.content(i));
        starts[++arrays] = elementCount;
      }
    }
    int[] owners = new int[elementCount];
    int at = 0;
    for (int i = 0; i < view.entryCount(); i++) {
      if (view.kind(i) == Kind.ARRAY) {
        int end = at + ActiveView.arrayLength(view.content(i));
        Arrays.fill(owners, at, end, view.row(i));
        at = end;
      }
    }
    directory.putLong(regions.ints(starts));
    directory.putLong(elementCount == 0 ? 0 : regions.ints(owners));
    @Nullable ActiveColumn elements = view.column().elements();
    // Arrays hold the elements in the order of their rows, without gaps: the first ones are those
    // of the first rows.
    return elements == null || elementCount == 0 ? null : elements.view(elementCount);
  }
}

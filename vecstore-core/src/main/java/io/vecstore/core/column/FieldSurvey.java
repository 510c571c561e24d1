package io.vecstore.core.column;

import io.vecstore.core.column.tree.Column;
import io.vecstore.core.column.tree.Column.Kind;
import io.vecstore.core.filter.KnownFields;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks which fields a column and those below it have. */
final class FieldSurvey {

  private static final Map<Kind, KnownFields.Type> TYPES =
      new EnumMap<>(
          Map.of(
              Kind.TEXT, KnownFields.Type.TEXT,
              Kind.LONG, KnownFields.Type.NUMBER,
              Kind.REAL, KnownFields.Type.NUMBER,
              Kind.TRUE, KnownFields.Type.BOOLEAN,
              Kind.FALSE, KnownFields.Type.BOOLEAN,
              Kind.TIMESTAMP, KnownFields.Type.TIMESTAMP));

  private FieldSurvey() {}

  static KnownFields of(Column column) {
    Set<KnownFields.Type> types = EnumSet.noneOf(KnownFields.Type.class);
    TYPES.forEach(
        (kind, type) -> {
          if (column.mayHold(kind)) {
            types.add(type);
          }
        });
    Map<String, KnownFields> fields = new TreeMap<>();
    column.fields().forEach((name, field) -> fields.put(name, of(field)));
    @Nullable Column elements = column.elements();
    boolean emptyArrays = elements == null && column.mayHold(Kind.ARRAY);
    KnownFields nothing = KnownFields.of(Set.of(), Map.of(), List.of());
    List<KnownFields> below =
        elements != null ? List.of(of(elements)) : emptyArrays ? List.of(nothing) : List.of();
    return KnownFields.of(types, fields, below);
  }
}

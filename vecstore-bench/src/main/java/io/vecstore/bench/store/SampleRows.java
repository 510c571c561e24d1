package io.vecstore.bench.store;

import io.vecstore.core.model.Metadata;
import io.vecstore.core.model.MetadataCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rows made before the clock starts, used over and over under new ids: making a row must not cost
 * more than writing it. Vectors are borrowed; nobody may change them.
 */
final class SampleRows {

  private final float[][] vectors;
  private final Metadata[] metadata;
  private final List<Map<String, Object>> fields;
  private final String[] json;

  private SampleRows(
      float[][] vectors, Metadata[] metadata, List<Map<String, Object>> fields, String[] json) {
    this.vectors = vectors;
    this.metadata = metadata;
    this.fields = fields;
    this.json = json;
  }

  /** Makes the first so many rows. */
  static SampleRows of(Rows rows, int count) {
    float[][] vectors = new float[count][];
    Metadata[] metadata = new Metadata[count];
    List<Map<String, Object>> fields = new ArrayList<>();
    String[] json = new String[count];
    for (int i = 0; i < count; i++) {
      vectors[i] = rows.vector(i);
      fields.add(Rows.metadata(i));
      metadata[i] = Metadata.of(fields.get(i));
      json[i] = json(fields.get(i));
    }
    return new SampleRows(vectors, metadata, fields, json);
  }

  private static String json(Map<String, Object> fields) {
    StringBuilder out = new StringBuilder("{");
    fields.forEach(
        (name, value) ->
            out.append(out.length() == 1 ? "" : ",")
                .append('"')
                .append(name)
                .append("\":")
                .append(value instanceof String ? "\"" + value + "\"" : value));
    return out.append('}').toString();
  }

  /** Returns the number of components. */
  int dimension() {
    return vectors[0].length;
  }

  /** Returns the vector of a row. */
  float[] vector(long row) {
    return vectors[(int) (row % vectors.length)];
  }

  /** Returns the metadata of a row. */
  Metadata metadata(long row) {
    return metadata[(int) (row % vectors.length)];
  }

  /** Returns the metadata of a row, field by field. */
  Map<String, Object> fields(long row) {
    return fields.get((int) (row % vectors.length));
  }

  /** Returns the metadata of a row as JSON. */
  String json(long row) {
    return json[(int) (row % vectors.length)];
  }

  /** Returns how many bytes of a user a row has: id, vector and metadata. */
  long userBytes(long row) {
    return Rows.id(row).getBytes(StandardCharsets.UTF_8).length
        + 4L * dimension()
        + MetadataCodec.encode(metadata(row)).length;
  }
}

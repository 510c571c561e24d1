package io.vecstore.internal.segment;

import io.vecstore.core.model.MetadataCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes of a {@link StoredRow} without its id; {@link StoredDocuments} has the layout. */
final class RowCodec {

  private RowCodec() {}

  static byte[] encode(StoredRow row) {
    byte[] metadata = MetadataCodec.encode(row.metadata());
    String text = row.text();
    byte[] utf8 = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(StoredDocuments.ROW_HEADER + metadata.length + utf8.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(row.lsn()).putInt(metadata.length).putInt(text == null ? -1 : utf8.length);
    return out.put(metadata).put(utf8).array();
  }

  static StoredRow decode(String id, ByteBuffer in) {
    long lsn = in.getLong();
    byte[] metadata = new byte[Math.clamp(in.getInt(), 0, in.capacity())];
    int textLength = in.getInt();
    in.get(metadata);
    byte[] utf8 = new byte[in.remaining()];
    in.get(utf8);
    String text = textLength < 0 ? null : new String(utf8, StandardCharsets.UTF_8);
    return new StoredRow(id, lsn, MetadataCodec.decode(metadata, id), text);
  }
}

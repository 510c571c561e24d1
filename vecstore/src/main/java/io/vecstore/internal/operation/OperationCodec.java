package io.vecstore.internal.operation;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.VecStoreException;
import io.vecstore.core.model.Document;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.model.MetadataCodec;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The payload of a log record: operations that happen together. Little endian:
 *
 * <pre>
 * record  count u32 | operation × count
 * put     1 u8 | id | dimension u32 | float32 × dimension | metadata | text, length -1 where there is none
 * delete  2 u8 | id
 * hide    3 u8 | id | time i64, milliseconds since 1970
 * unhide  4 u8 | id
 * purge   5 u8 | id
 * id, metadata, text: length i32 | bytes
 * </pre>
 *
 * What is logged is resolved: replaying it asks no clock, no filter and no random number.
 */
public final class OperationCodec {

  private static final byte PUT = 1;
  private static final byte DELETE = 2;
  private static final byte HIDE = 3;
  private static final byte UNHIDE = 4;
  private static final byte PURGE = 5;

  private OperationCodec() {}

  public static ByteBuffer encode(List<Operation> operations) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64);
    out.writeBytes(buffer(4).putInt(operations.size()).array());
    for (Operation operation : operations) {
      switch (operation) {
        case Operation.Put(Document document) -> put(out, document);
        case Operation.Delete(String id) -> id(out, DELETE, id);
        case Operation.Hide(String id, long time) -> {
          id(out, HIDE, id);
          out.writeBytes(buffer(8).putLong(time).array());
        }
        case Operation.Unhide(String id) -> id(out, UNHIDE, id);
        case Operation.Purge(String id) -> id(out, PURGE, id);
      }
    }
    return ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void id(ByteArrayOutputStream out, byte type, String id) {
    out.write(type);
    bytes(out, id.getBytes(StandardCharsets.UTF_8));
  }

  private static void put(ByteArrayOutputStream out, Document document) {
    id(out, PUT, document.id());
    float[] vector = document.vector();
    byte[] floats = new byte[4 + 4 * vector.length];
    ByteBuffer values =
        ByteBuffer.wrap(floats).order(ByteOrder.LITTLE_ENDIAN).putInt(vector.length);
    values.asFloatBuffer().put(vector);
    out.writeBytes(floats);
    bytes(out, MetadataCodec.encode(document.metadata()));
    document
        .text()
        .ifPresentOrElse(
            text -> bytes(out, text.getBytes(StandardCharsets.UTF_8)),
            () -> out.writeBytes(buffer(4).putInt(-1).array()));
  }

  private static void bytes(ByteArrayOutputStream out, byte[] bytes) {
    out.writeBytes(buffer(4).putInt(bytes.length).array());
    out.writeBytes(bytes);
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Reads the operations of a record.
   *
   * @param payload from its position on; little endian
   * @param place names the record in an error
   * @throws CorruptStoreException if the bytes are not such a record
   */
  public static List<Operation> decode(ByteBuffer payload, String place) {
    try {
      ByteBuffer in = payload.slice().order(ByteOrder.LITTLE_ENDIAN);
      int count = in.getInt();
      List<Operation> operations = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        operations.add(
            switch (in.get()) {
              case PUT -> new Operation.Put(document(in));
              case DELETE -> new Operation.Delete(string(in));
              case HIDE -> new Operation.Hide(string(in), in.getLong());
              case UNHIDE -> new Operation.Unhide(string(in));
              case PURGE -> new Operation.Purge(string(in));
              default -> throw new IllegalArgumentException("an unknown operation");
            });
      }
      return operations;
    } catch (BufferUnderflowException | IllegalArgumentException | VecStoreException e) {
      throw new CorruptStoreException(
          place, -1, payload.remaining() + " bytes are not operations: " + e.getMessage());
    }
  }

  private static Document document(ByteBuffer in) {
    String id = string(in);
    float[] vector = new float[checked(in, in.getInt(), Float.BYTES)];
    in.asFloatBuffer().get(vector);
    in.position(in.position() + vector.length * Float.BYTES);
    Metadata metadata = MetadataCodec.decode(array(in, in.getInt()), "log record");
    Document document = Document.of(id, vector).withMetadata(metadata);
    int textLength = in.getInt();
    return textLength < 0
        ? document
        : document.withText(new String(array(in, textLength), StandardCharsets.UTF_8));
  }

  private static String string(ByteBuffer in) {
    return new String(array(in, in.getInt()), StandardCharsets.UTF_8);
  }

  private static byte[] array(ByteBuffer in, int length) {
    byte[] bytes = new byte[checked(in, length, 1)];
    in.get(bytes);
    return bytes;
  }

  private static int checked(ByteBuffer in, int length, int width) {
    if (length < 0 || length > in.remaining() / width) {
      throw new IllegalArgumentException(
          "a length of " + length + " with " + in.remaining() + " bytes left");
    }
    return length;
  }
}

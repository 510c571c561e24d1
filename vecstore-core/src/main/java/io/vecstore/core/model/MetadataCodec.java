package io.vecstore.core.model;

import io.vecstore.core.error.CorruptStoreException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Metadata as bytes, for the log and for segments. One document has one encoding, so equal metadata
 * has equal bytes.
 *
 * <pre>
 *   document = version u8 (1) , object
 *   object   = count varint , count x (length varint, name UTF-8, value)     names ascending by UTF-16 unit
 *   value    = tag u8 , content:
 *              0 null   1 false   2 true   3 long: zigzag varint   4 double: 8 bytes   5 timestamp: zigzag varint of microseconds
 *              6 text: length varint, UTF-8   7 array: count varint, values   8 object
 *   varint   = 7 bits a byte, lowest first, the high bit says that more follow; the shortest form
 * </pre>
 *
 * Little endian. No state; safe from any thread.
 */
public final class MetadataCodec {

  /** The version that is written. */
  public static final int VERSION = 1;

  static final int NULL = 0;
  static final int FALSE = 1;
  static final int TRUE = 2;
  static final int LONG = 3;
  static final int DOUBLE = 4;
  static final int TIMESTAMP = 5;
  static final int TEXT = 6;
  static final int ARRAY = 7;
  static final int OBJECT = 8;

  private MetadataCodec() {}

  /** Returns the bytes of a document's metadata, at most {@link Metadata#MAX_BYTES}. */
  public static byte[] encode(Metadata metadata) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(128);
    out.write(VERSION);
    writeObject(out, metadata);
    return out.toByteArray();
  }

  /**
   * Returns the metadata of bytes that {@link #encode} made.
   *
   * @param origin what to call the bytes in an error, for example the file's name
   * @throws CorruptStoreException if the bytes are anything else
   */
  public static Metadata decode(byte[] bytes, String origin) {
    return new MetadataDecoder(bytes, origin).document();
  }

  /** Returns the number of bytes that {@link #encode} makes. */
  static int encodedSize(Metadata metadata) {
    return (int) Math.min(Integer.MAX_VALUE, 1 + objectSize(metadata));
  }

  private static long objectSize(Metadata object) {
    long[] size = {varintSize(object.size())};
    object.forEach((key, value) -> size[0] += textSize(key) + valueSize(value));
    return size[0];
  }

  private static long valueSize(MetadataValue value) {
    return 1
        + switch (value) {
          case MetadataValue.Text(String text) -> textSize(text);
          case MetadataValue.Int(long number) -> varintSize(zigzag(number));
          case MetadataValue.Real real -> Double.BYTES;
          case MetadataValue.Bool flag -> 0;
          case MetadataValue.Timestamp(long micros) -> varintSize(zigzag(micros));
          case MetadataValue.Array(List<MetadataValue> values) -> {
            long size = varintSize(values.size());
            for (MetadataValue element : values) {
              size += valueSize(element);
            }
            yield size;
          }
          case MetadataValue.Nested(Metadata fields) -> objectSize(fields);
          case MetadataValue.Null nothing -> 0;
        };
  }

  private static long textSize(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // A pair of surrogates takes four bytes: two for each half.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return varintSize(bytes) + bytes;
  }

  private static int varintSize(long value) {
    return Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7);
  }

  private static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  private static void writeObject(ByteArrayOutputStream out, Metadata object) {
    writeVarint(out, object.size());
    object.forEach(
        (key, value) -> {
          writeText(out, key);
          writeValue(out, value);
        });
  }

  private static void writeValue(ByteArrayOutputStream out, MetadataValue value) {
    switch (value) {
      case MetadataValue.Null nothing -> out.write(NULL);
      case MetadataValue.Bool(boolean flag) -> out.write(flag ? TRUE : FALSE);
      case MetadataValue.Int(long number) -> {
        out.write(LONG);
        writeVarint(out, zigzag(number));
      }
      case MetadataValue.Real(double number) -> {
        out.write(DOUBLE);
        long bits = Double.doubleToRawLongBits(number);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
          out.write((int) (bits >>> shift));
        }
      }
      case MetadataValue.Timestamp(long micros) -> {
        out.write(TIMESTAMP);
        writeVarint(out, zigzag(micros));
      }
      case MetadataValue.Text(String text) -> {
        out.write(TEXT);
        writeText(out, text);
      }
      case MetadataValue.Array(List<MetadataValue> values) -> {
        out.write(ARRAY);
        writeVarint(out, values.size());
        values.forEach(element -> writeValue(out, element));
      }
      case MetadataValue.Nested(Metadata fields) -> {
        out.write(OBJECT);
        writeObject(out, fields);
      }
    }
  }

  private static void writeText(ByteArrayOutputStream out, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    writeVarint(out, utf8.length);
    out.writeBytes(utf8);
  }

  private static void writeVarint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}

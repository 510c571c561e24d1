package io.vecstore.core.model;

import io.vecstore.core.error.CorruptStoreException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bytes of {@link MetadataCodec}. Trusts nothing: lengths are checked against what is
 * left, depth against the limit, so no bytes can make it take more memory than a small multiple of
 * their own length.
 */
final class MetadataDecoder {

  private final byte[] bytes;
  private final String origin;
  private int at;
  private int depth;

  MetadataDecoder(byte[] bytes, String origin) {
    this.bytes = bytes;
    this.origin = origin;
  }

  Metadata document() {
    if (bytes.length > Metadata.MAX_BYTES) {
      throw wrong("metadata of " + bytes.length + " bytes, at most " + Metadata.MAX_BYTES);
    }
    int version = next();
    if (version != MetadataCodec.VERSION) {
      throw wrong("metadata of version " + version + ", expected " + MetadataCodec.VERSION);
    }
    Metadata document = object();
    if (at != bytes.length) {
      throw wrong((bytes.length - at) + " bytes after the end of the metadata");
    }
    return document;
  }

  private Metadata object() {
    int count = count();
    TreeMap<String, MetadataValue> fields = new TreeMap<>();
    @Nullable String last = null;
    enter(count);
    for (int i = 0; i < count; i++) {
      String key = text();
      if (key.isEmpty() || key.length() > Metadata.MAX_KEY_BYTES) {
        throw wrong("a name of " + key.length() + " characters");
      }
      if (last != null && last.compareTo(key) >= 0) {
        throw wrong("the name \"" + key + "\" after \"" + last + "\", expected ascending names");
      }
      fields.put(key, value());
      last = key;
    }
    depth--;
    return fields.isEmpty() ? Metadata.empty() : new Metadata(fields);
  }

  private MetadataValue value() {
    int tag = next();
    return switch (tag) {
      case MetadataCodec.NULL -> MetadataValue.Null.NULL;
      case MetadataCodec.FALSE -> new MetadataValue.Bool(false);
      case MetadataCodec.TRUE -> new MetadataValue.Bool(true);
      case MetadataCodec.LONG -> new MetadataValue.Int(unzigzag(varint()));
      case MetadataCodec.DOUBLE -> real();
      case MetadataCodec.TIMESTAMP -> new MetadataValue.Timestamp(unzigzag(varint()));
      case MetadataCodec.TEXT -> new MetadataValue.Text(text());
      case MetadataCodec.ARRAY -> array();
      case MetadataCodec.OBJECT -> new MetadataValue.Nested(object());
      default -> throw wrong("a value of unknown type " + tag);
    };
  }

  private MetadataValue array() {
    int count = count();
    List<MetadataValue> values = new ArrayList<>(count);
    enter(count);
    for (int i = 0; i < count; i++) {
      values.add(value());
    }
    depth--;
    return new MetadataValue.Array(values);
  }

  private void enter(int count) {
    // An empty object or array at the bottom takes no level: nothing is below it.
    if (++depth > Metadata.MAX_DEPTH && count > 0) {
      throw wrong("metadata nested deeper than " + Metadata.MAX_DEPTH + " levels");
    }
  }

  private MetadataValue real() {
    long bits = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bits |= (long) next() << shift;
    }
    double number = Double.longBitsToDouble(bits);
    if (!Double.isFinite(number)) {
      throw wrong("the number " + number + ", expected a finite one");
    }
    return new MetadataValue.Real(number);
  }

  private String text() {
    int length = count();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    // Malformed input shows up as the replacement character; only then is it worth a second look.
    if (text.indexOf('\uFFFD') >= 0) {
      byte[] again = text.getBytes(StandardCharsets.UTF_8);
      if (!Arrays.equals(again, 0, again.length, bytes, at, at + length)) {
        throw wrong("text that is not UTF-8");
      }
    }
    at += length;
    return text;
  }

  /** Reads a number of things that take at least a byte each. */
  private int count() {
    long count = varint();
    if (count < 0 || count > bytes.length - at) {
      throw wrong("a length of " + count + " with " + (bytes.length - at) + " bytes left");
    }
    return (int) count;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int b = next();
      value |= (long) (b & 0x7F) << shift;
      if (b < 0x80) {
        if ((b == 0 && shift > 0) || (shift == 63 && b > 1)) {
          throw wrong("a number in a longer form than it needs");
        }
        return value;
      }
    }
    throw wrong("a number of more than 64 bits");
  }

  private static long unzigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }

  private int next() {
    if (at >= bytes.length) {
      throw wrong("the metadata ends too early");
    }
    return bytes[at++] & 0xFF;
  }

  private CorruptStoreException wrong(String detail) {
    return new CorruptStoreException(origin, -1, detail + " (byte " + at + " of the metadata)");
  }
}

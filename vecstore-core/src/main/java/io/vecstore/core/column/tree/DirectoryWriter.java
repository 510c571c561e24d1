package io.vecstore.core.column.tree;

import java.io.ByteArrayOutputStream;

/** Little-endian bytes of the directory. */
final class DirectoryWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);

  void putByte(int value) {
    out.write(value);
  }

  void putInt(int value) {
    put(value, Integer.BYTES);
  }

  void putLong(long value) {
    put(value, Long.BYTES);
  }

  void putName(byte[] name) {
    put(name.length, Short.BYTES);
    out.writeBytes(name);
  }

  private void put(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >>> (i * Byte.SIZE)));
    }
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}

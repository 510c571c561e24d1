package io.vecstore.core.kernel.code;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Without the Vector API. */
final class ScalarByteKernels extends ByteKernels {

  @Override
  public void dot(int[] query, CodeRecords records, int[] ordinals, int count, int[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = dot(query, records.bytes(), records.offset(ordinals[i]));
    }
  }

  private static int dot(int[] query, MemorySegment bytes, long at) {
    int even = 0;
    int odd = 0;
    for (int i = 0; i < query.length; i += 2) {
      even += query[i] * (bytes.get(ValueLayout.JAVA_BYTE, at + i) & 255);
      odd += query[i + 1] * (bytes.get(ValueLayout.JAVA_BYTE, at + i + 1) & 255);
    }
    return even + odd;
  }
}

package io.vecstore.core.kernel;

import java.lang.foreign.MemorySegment;

/** The scan in plain Java. */
final class ScalarRangeScan extends RangeScan {

  @Override
  void addWords(MemorySegment numbers, int first, int count, long low, long span, long[] bits) {
    for (int i = 0; i < count; i++) {
      bits[i] |= word(numbers, first + i, Long.SIZE, low, span);
    }
  }
}

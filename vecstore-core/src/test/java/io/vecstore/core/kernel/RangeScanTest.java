package io.vecstore.core.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.vecstore.core.testkit.Forall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class RangeScanTest {

  @Test
  void chosenScanFindsWhatALoopFinds() {
    long[] edges = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, 1, 5, Long.MAX_VALUE};
    Forall.cases(2_000)
        .check(
            random -> {
              int count = random.nextInt(500);
              long[] numbers = new long[count];
              MemorySegment memory = Arena.ofAuto().allocate(count * 8L + 8, 64);
              for (int i = 0; i < count; i++) {
                numbers[i] = random.nextBoolean() ? edges[random.nextInt(7)] : random.nextInt(10);
                memory.set(RangeScan.LONG, i * 8L, numbers[i]);
              }
              long a = edges[random.nextInt(7)];
              long b = random.nextBoolean() ? edges[random.nextInt(7)] : random.nextInt(10);
              long low = Math.min(a, b);
              long high = Math.max(a, b);
              long[] wanted = new long[(count + 63) / 64];
              for (int i = 0; i < count; i++) {
                wanted[i / 64] |= low <= numbers[i] && numbers[i] <= high ? 1L << i : 0;
              }
              long[] chosen = new long[wanted.length];
              RangeScan.get().add(memory, count, low, high, chosen);
              assertArrayEquals(wanted, chosen);
              long[] scalar = new long[wanted.length];
              new ScalarRangeScan().add(memory, count, low, high, scalar);
              assertArrayEquals(wanted, scalar);
            });
  }
}

package io.vecstore.core.kernel.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vecstore.core.testkit.Forall;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Plain Java, and SIMD where the Vector API is, beside the definition. */
class BlockNumbersTest {

  private final List<BlockNumbers> all =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
          ? List.of(BlockNumbers.scalar(), BlockNumbers.simd())
          : List.of(BlockNumbers.scalar());

  @Test
  void numbersAreWhereTheLayoutSays() {
    Forall.cases(200)
        .check(
            random -> {
              int bits = 1 + random.nextInt(31);
              int[] words = words(random);
              int[] expected = new int[BlockNumbers.SIZE];
              for (int i = 0; i < expected.length; i++) {
                for (int bit = 0; bit < bits; bit++) {
                  int at = i / BlockNumbers.LANES * bits + bit;
                  int word = words[at / 32 * BlockNumbers.LANES + i % BlockNumbers.LANES];
                  expected[i] |= (word >>> at % 32 & 1) << bit;
                }
                expected[i] += 7;
              }
              for (BlockNumbers each : all) {
                int[] numbers = new int[BlockNumbers.SIZE];
                each.unpack(words, bits, 7, numbers);
                assertArrayEquals(expected, numbers, () -> bits + " bits");
              }
            });
  }

  @Test
  void sumsAreOfAllUpToEach() {
    Forall.cases(200)
        .check(
            random -> {
              int most = 1 << random.nextInt(31);
              int[] numbers = new int[BlockNumbers.SIZE];
              int[] expected = new int[BlockNumbers.SIZE];
              int before = random.nextInt(100) - 1;
              boolean overflows = false;
              int sum = before;
              for (int i = 0; i < numbers.length; i++) {
                numbers[i] = random.nextInt(most);
                sum += numbers[i];
                expected[i] = sum;
                overflows |= sum < 0;
              }
              for (BlockNumbers each : all) {
                int[] sums = numbers.clone();
                assertEquals(overflows, each.sum(sums, before) < 0);
                assertArrayEquals(expected, sums);
              }
            });
  }

  @Test
  void theFirstIsFound() {
    Forall.cases(200)
        .check(
            random -> {
              int[] numbers = new int[BlockNumbers.SIZE];
              int count = 1 + random.nextInt(numbers.length);
              int last = -1;
              for (int i = 0; i < count; i++) {
                last += 1 + random.nextInt(1 + random.nextInt(20));
                numbers[i] = last;
              }
              int target = random.nextInt(last + 1);
              int expected = 0;
              while (numbers[expected] < target) {
                expected++;
              }
              int from = random.nextInt(expected + 1);
              for (BlockNumbers each : all) {
                assertEquals(expected, each.first(numbers, from, count, target));
              }
            });
  }

  @Test
  void thoseAboveAreFound() {
    Forall.cases(200)
        .check(
            random -> {
              float[] numbers = new float[BlockNumbers.SIZE];
              int[] whole = new int[BlockNumbers.SIZE];
              for (int i = 0; i < numbers.length; i++) {
                whole[i] = random.nextInt(10);
                numbers[i] = whole[i];
              }
              int from = random.nextInt(numbers.length);
              int to = from + random.nextInt(numbers.length - from + 1);
              float limit = random.nextInt(11) - 0.5f * random.nextInt(2);
              int[] expected = IntStream.range(from, to).filter(i -> numbers[i] > limit).toArray();
              for (BlockNumbers each : all) {
                int[] indexes = new int[BlockNumbers.SIZE];
                int count = each.above(numbers, from, to, limit, indexes);
                assertArrayEquals(expected, Arrays.copyOf(indexes, count));
                double[] doubles = IntStream.of(whole).asDoubleStream().toArray();
                count = each.above(doubles, from, to, limit, indexes);
                assertArrayEquals(expected, Arrays.copyOf(indexes, count));
                count = each.atLeast(whole, from, to, (int) Math.floor(limit) + 1, indexes);
                assertArrayEquals(expected, Arrays.copyOf(indexes, count));
              }
            });
  }

  private static int[] words(SplittableRandom random) {
    int[] words = new int[BlockNumbers.SIZE];
    for (int i = 0; i < words.length; i++) {
      words[i] = random.nextInt();
    }
    return words;
  }
}

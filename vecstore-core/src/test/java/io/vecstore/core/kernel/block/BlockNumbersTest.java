package io.vecstore.core.kernel.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vecstore.core.testkit.Forall;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What was chosen, SIMD in one run of the tests and scalar in the other, beside the definition. */
class BlockNumbersTest {

  private final BlockNumbers chosen = BlockKernel.get();

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
              int[] numbers = new int[BlockNumbers.SIZE];
              chosen.unpack(words, bits, 7, numbers);
              assertArrayEquals(expected, numbers, () -> bits + " bits");
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
              assertEquals(overflows, chosen.sum(numbers, before) < 0);
              assertArrayEquals(expected, numbers);
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

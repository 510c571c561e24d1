package io.vecstore.core.kernel.block;

/**
 * Calls the SIMD implementation until it is compiled: whatever inlines it before, the compiler
 * leaves with a vector object for each step, for good. For one thread, in the background.
 */
public final class BlockWarmUp {

  private static final int CALLS = 50;
  private static final int WINS = 5;

  /** What is not compiled takes a hundred times as long. */
  private static final int FACTOR = 3;

  /** Enough for a busy machine; whoever has no good compiler waits in vain. */
  private static final long PATIENCE = 10_000_000_000L;

  private final long begin = System.nanoTime();
  private final int[] words = new int[BlockNumbers.SIZE];
  private final int[] numbers = new int[BlockNumbers.SIZE];
  private final float[] scores = new float[BlockNumbers.SIZE];
  private final double[] sums = new double[BlockNumbers.SIZE];

  private interface Call {
    int on(BlockNumbers implementation, int turn);
  }

  private BlockWarmUp() {
    for (int i = 0; i < scores.length; i++) {
      scores[i] = i % CALLS;
      sums[i] = scores[i];
    }
  }

  /** Returns when SIMD is compiled, or when that seems not to happen. */
  public static void run() {
    BlockWarmUp warmUp = new BlockWarmUp();
    warmUp.untilCompiled(warmUp::unpack);
    warmUp.untilCompiled(warmUp::sum);
    warmUp.untilCompiled(warmUp::first);
    warmUp.untilCompiled(warmUp::above);
    warmUp.untilCompiled(warmUp::atLeast);
    warmUp.untilCompiled(warmUp::aboveInDoubles);
  }

  private int unpack(BlockNumbers implementation, int turn) {
    implementation.unpack(words, 1 + turn % 12, 1, numbers);
    return numbers[turn];
  }

  private int sum(BlockNumbers implementation, int turn) {
    implementation.unpack(words, 1, 1, numbers);
    return implementation.sum(numbers, turn);
  }

  private int first(BlockNumbers implementation, int turn) {
    for (int i = 0; i < BlockNumbers.SIZE; i++) {
      numbers[i] = i;
    }
    int found = 0;
    for (int target = turn; target < BlockNumbers.SIZE; target += 1 + turn) {
      found = implementation.first(numbers, found, BlockNumbers.SIZE, target);
    }
    return found;
  }

  private int above(BlockNumbers implementation, int turn) {
    return implementation.above(scores, turn % 3, scores.length - turn, turn, numbers);
  }

  private int atLeast(BlockNumbers implementation, int turn) {
    return implementation.atLeast(words, turn % 3, words.length - turn, turn % 2, numbers);
  }

  private int aboveInDoubles(BlockNumbers implementation, int turn) {
    return implementation.above(sums, turn % 3, sums.length - turn, turn, numbers);
  }

  private void untilCompiled(Call call) {
    int wins = 0;
    while (wins < WINS && System.nanoTime() - begin < PATIENCE) {
      long simd = nanos(call, BlockNumbers.simd());
      wins = simd < FACTOR * nanos(call, BlockNumbers.scalar()) ? wins + 1 : 0;
    }
  }

  private long nanos(Call call, BlockNumbers implementation) {
    long start = System.nanoTime();
    int sum = 0;
    for (int i = 0; i < CALLS; i++) {
      sum += call.on(implementation, i);
    }
    words[0] = sum & 1; // so that nothing is left out
    return System.nanoTime() - start;
  }
}

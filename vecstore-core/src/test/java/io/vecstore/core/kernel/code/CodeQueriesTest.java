package io.vecstore.core.kernel.code;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vecstore.core.kernel.Kernels;
import io.vecstore.core.testkit.Forall;
import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CodeQueriesTest {

  private static final int RECORDS = 5;
  private static final int[] ALL = {4, 3, 2, 1, 0};

  @Test
  void registersGiveTheSumsOfTheScalarKernelInEveryDimension() {
    assumeTrue(Kernels.choice().bits() > 0, "this run has no Vector API");
    SplittableRandom random = new SplittableRandom(3);
    for (int dimension = 1; dimension <= 16_384; dimension += dimension < 200 ? 1 : 1237) {
      try (Arena arena = Arena.ofConfined()) {
        CodeRecords records = bytes(dimension, random, arena);
        int[] query = new int[(dimension + 15) & -16];
        int range = Math.min(Short.MAX_VALUE, Integer.MAX_VALUE / (255 * dimension));
        for (int i = 0; i < dimension; i++) {
          query[i] = random.nextBoolean() ? range : random.nextInt(-range, range + 1);
        }
        int[] expected = new int[RECORDS];
        int[] found = new int[RECORDS];
        new ScalarByteKernels().dot(query, records, ALL, RECORDS, expected);
        new SimdByteKernels().dot(query, records, ALL, RECORDS, found);
        assertArrayEquals(expected, found, "dimension " + dimension);
      }
    }
  }

  @Test
  void aByteAComponentEstimatesTheProduct() {
    Forall.cases(100)
        .check(
            random -> {
              int dimension = random.nextInt(1, 900);
              try (Arena arena = Arena.ofConfined()) {
                CodeRecords records = bytes(dimension, random, arena);
                float[] vector = vector(dimension, random);
                ByteQuery query = new ByteQuery(dimension);
                query.set(vector, 2);
                float[] found = new float[RECORDS];
                query.closeness(ByteKernels.scalar(), records, ALL, RECORDS, found);
                for (int i = 0; i < RECORDS; i++) {
                  double dot = 0;
                  for (int j = 0; j < dimension; j++) {
                    int code = records.bytes().get(BYTE, records.offset(ALL[i]) + j) & 255;
                    dot += vector[j] * (records.low(ALL[i]) + records.step(ALL[i]) * code);
                  }
                  double expected = 2 * dot - records.norm(ALL[i]);
                  assertEquals(expected, found[i], 2e-3 * (1 + dimension), "record " + ALL[i]);
                }
              }
            });
  }

  @Test
  void aBitAComponentEstimatesTheProduct() {
    Forall.cases(100)
        .check(
            random -> {
              int dimension = random.nextInt(1, 900);
              try (Arena arena = Arena.ofConfined()) {
                CodeRecords records = records(BitQuery.codeBytes(dimension), arena);
                byte[] codes = new byte[dimension];
                float[] vector = vector(dimension, random);
                BitQuery query = new BitQuery(dimension);
                query.set(vector, 1);
                for (int ordinal = 0; ordinal < RECORDS; ordinal++) {
                  double dot = 0;
                  for (int j = 0; j < dimension; j++) {
                    codes[j] = (byte) random.nextInt(2);
                    dot += vector[j] * (-0.5 + codes[j]);
                  }
                  BitQuery.write(records, ordinal, codes);
                  records.writeFactors(ordinal, -0.5f, 1, 0.25f);
                  float[] found = new float[1];
                  query.closeness(records, new int[] {ordinal}, 1, found);
                  // Rounded to 64 levels between -1 and 1.
                  assertEquals(dot - 0.25, found[0], 0.017 * dimension + 1e-3);
                }
              }
            });
  }

  private static final java.lang.foreign.ValueLayout.OfByte BYTE =
      java.lang.foreign.ValueLayout.JAVA_BYTE;

  private static float[] vector(int dimension, SplittableRandom random) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextDouble(-1, 1);
    }
    return vector;
  }

  private static CodeRecords bytes(int dimension, SplittableRandom random, Arena arena) {
    CodeRecords records = records(ByteQuery.codeBytes(dimension), arena);
    byte[] codes = new byte[dimension];
    for (int ordinal = 0; ordinal < RECORDS; ordinal++) {
      for (int i = 0; i < dimension; i++) {
        codes[i] = random.nextInt(3) == 0 ? (byte) 255 : (byte) random.nextInt(256);
      }
      ByteQuery.write(records, ordinal, codes);
      records.writeFactors(ordinal, -1, 2f / 255, (float) random.nextDouble());
    }
    return records;
  }

  private static CodeRecords records(int codeBytes, Arena arena) {
    return new CodeRecords(
        arena.allocate(CodeRecords.bytes(codeBytes, RECORDS), 64), codeBytes, RECORDS);
  }
}

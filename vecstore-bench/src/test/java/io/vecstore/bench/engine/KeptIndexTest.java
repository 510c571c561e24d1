package io.vecstore.bench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vecstore.bench.data.Vectors;
import io.vecstore.bench.engine.Engine.Built;
import io.vecstore.core.schema.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptIndexTest {

  @TempDir Path folder;

  @Test
  void anIndexIsBuiltOnceAndWeighedWithoutItsNote() throws IOException {
    Built first =
        index(1, 4).build(directory -> Files.write(directory.resolve("x"), new byte[100]));
    Built second =
        index(1, 4)
            .build(
                directory -> {
                  throw new AssertionError("built again");
                });

    assertEquals(100, first.bytes());
    assertEquals(first, second);
  }

  @Test
  void aBuildThatFailedLeavesNothingBehind() throws IOException {
    assertThrows(
        IOException.class,
        () ->
            index(1, 4)
                .build(
                    directory -> {
                      Files.write(directory.resolve("half"), new byte[50]);
                      throw new IOException("power failure");
                    }));

    assertFalse(index(1, 4).isBuilt());
    assertEquals(
        7,
        index(1, 4).build(directory -> Files.write(directory.resolve("x"), new byte[7])).bytes());
  }

  @Test
  void otherVectorsOrSettingsAreAnotherIndex() {
    assertNotEquals(index(1, 4).directory(), index(2, 4).directory());
    assertNotEquals(index(1, 4).directory(), index(1, 5).directory());
  }

  private KeptIndex index(float component, int m) {
    Vectors base = Vectors.of(List.of(new float[] {component}));
    return KeptIndex.in(new Plan(base, base, Metric.COSINE, m, 10, 1, List.of(), folder), "engine");
  }
}

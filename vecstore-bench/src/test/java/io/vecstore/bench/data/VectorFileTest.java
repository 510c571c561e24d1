package io.vecstore.bench.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.error.NotFoundException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorFileTest {

  @TempDir Path folder;

  @Test
  void floatsAreReadAsTheyStand() throws IOException {
    // two rows of two components: 1.0, -2.5 and 0.5, 3.0e8
    Path file = write("a.fvecs", "02000000 0000803f 000020c0  02000000 0000003f a3e18d4d".strip());

    Vectors vectors = VectorFile.vectors(file);

    assertEquals(2, vectors.count());
    assertEquals(2, vectors.dimension());
    assertArrayEquals(new float[] {1.0f, -2.5f}, vectors.row(0));
    assertEquals(0.5f, vectors.row(1)[0]);
    assertEquals(2.975e8f, vectors.row(1)[1], 1e6f);
  }

  @Test
  void halfFloatsAreWidened() throws IOException {
    // 1.0, -2.0, 65504 (the largest half)
    Path file = write("a.hvecs", "03000000 003c 00c0 ff7b");

    assertArrayEquals(new float[] {1, -2, 65504}, VectorFile.vectors(file).row(0));
  }

  @Test
  void bytesAreUnsigned() throws IOException {
    assertArrayEquals(
        new float[] {0, 127, 128, 255},
        VectorFile.vectors(write("a.bvecs", "04000000 00 7f 80 ff")).row(0));
  }

  @Test
  void ordinalsMayBeMissing() throws IOException {
    int[][] rows = VectorFile.ordinals(write("a.ivecs", "02000000 05000000 ffffffff"));

    assertArrayEquals(new int[][] {{5, -1}}, rows);
  }

  @Test
  void gzippedFilesReadLikePlainOnes() throws IOException {
    byte[] plain = bytes("02000000 05000000 ffffffff");
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(plain);
    }
    Path file = Files.write(folder.resolve("a.ivecs.gz"), zipped.toByteArray());

    assertArrayEquals(new int[][] {{5, -1}}, VectorFile.ordinals(file));

    byte[] cut = Arrays.copyOf(zipped.toByteArray(), zipped.size() - 6);
    Path damaged = Files.write(folder.resolve("cut.ivecs.gz"), cut);
    assertThrows(InvalidInputException.class, () -> VectorFile.ordinals(damaged));
  }

  @Test
  void everyWayOfBeingDamagedIsToldWithItsRow() throws IOException {
    assertRefused(
        "a.fvecs",
        bytes("02000000 0000803f 0000"),
        "row 0: expected 8 bytes of components, found 6");
    assertRefused(
        "a.fvecs", bytes("01000000 0000803f 0100"), "row 1: expected 4 bytes of length, found 2");
    assertRefused(
        "a.fvecs", bytes("01000000 0000803f 01000000"), "row 1: expected 4 bytes of components");
    assertRefused(
        "a.bvecs",
        bytes("01000000 05 02000000 0506"),
        "row 1: expected 1 components like the rows before, found 2");
    assertRefused("a.bvecs", bytes("00000000"), "row 0: expected 1 to 1048576 components, found 0");
    assertRefused("a.bvecs", bytes("ffffffff"), "found -1");
    assertRefused("a.bvecs", bytes("00000070"), "found 1879048192");
    assertRefused(
        "a.fvecs", bytes("01000000 0000c07f"), "component 0 is NaN, expected a finite number");
    assertRefused("a.hvecs", bytes("01000000 007c"), "component 0 is Infinity");
    assertRefused("a.fvecs", bytes(""), "expected at least one row, found none");
    assertRefused("a.fvecs.gz", bytes("01000000 0000803f"), "expected gzip");
  }

  @Test
  void namesTellTheFormat() throws IOException {
    assertRefused("a.txt", bytes("01000000 0000803f"), "expected a name that ends with");
    assertRefused("a.ivecs", bytes("01000000 01000000"), "expected vectors, found row numbers");
    Path floats = write("b.fvecs", "01000000 0000803f");
    assertThrows(InvalidInputException.class, () -> VectorFile.ordinals(floats));
    Path low = write("b.ivecs", "01000000 feffffff");
    assertTrue(
        assertThrows(InvalidInputException.class, () -> VectorFile.ordinals(low))
            .getMessage()
            .contains("-2"));
    assertThrows(NotFoundException.class, () -> VectorFile.vectors(folder.resolve("none.fvecs")));
  }

  private void assertRefused(String name, byte[] content, String message) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    InvalidInputException refusal =
        assertThrows(InvalidInputException.class, () -> VectorFile.vectors(file));
    assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(name), refusal.getMessage());
  }

  private Path write(String name, String hex) throws IOException {
    return Files.write(folder.resolve(name), bytes(hex));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}

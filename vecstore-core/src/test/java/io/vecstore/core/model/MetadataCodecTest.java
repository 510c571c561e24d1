package io.vecstore.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.testkit.Forall;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetadataCodecTest {

  @Test
  void everyDocumentComesBackEqualAndFromTheSameBytes() {
    Forall.cases(2_000)
        .check(
            random -> {
              Metadata document = new RandomMetadata(random).document();
              byte[] bytes = MetadataCodec.encode(document);
              assertEquals(bytes.length, MetadataCodec.encodedSize(document));
              Metadata again = MetadataCodec.decode(bytes, "test");
              assertEquals(document, again);
              assertEquals(document, Metadata.of(again.toMap()));
              assertArrayEquals(bytes, MetadataCodec.encode(again));
            });
  }

  @Test
  void bytesAreTheDocumentedOnes() {
    Metadata document = Metadata.of(Map.of("a", -1, "b", 1.5, "c", new Object[] {null, true, "é"}));
    assertEquals(
        "01" + "03" + "01610301" + "016204000000000000f83f" + "01630703000206" + "02c3a9",
        HexFormat.of().formatHex(MetadataCodec.encode(document)));
  }

  @Test
  void damagedBytesGiveTheTypedErrorOrOtherMetadata() {
    Forall.cases(5_000)
        .check(
            random -> {
              byte[] bytes = MetadataCodec.encode(new RandomMetadata(random).document());
              for (int i = random.nextInt(1, 4); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
              }
              byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
              decodeOrRefuse(random.nextBoolean() ? damaged : bytes);
            });
  }

  private static void decodeOrRefuse(byte[] bytes) {
    try {
      Metadata read = MetadataCodec.decode(bytes, "somewhere");
      assertArrayEquals(bytes, MetadataCodec.encode(read), "read, so it is the one encoding");
    } catch (CorruptStoreException e) {
      assertTrue(e.getMessage().startsWith("somewhere is damaged: "), e.getMessage());
    }
  }

  @Test
  void hugeCountsAndDeepNestingAreRefusedWithoutMemory() {
    byte[] deep = new byte[4 + 2 * 100_000];
    Arrays.fill(deep, (byte) 1);
    for (int i = 4; i < deep.length; i += 2) {
      deep[i] = MetadataCodec.ARRAY;
    }
    assertThrows(CorruptStoreException.class, () -> MetadataCodec.decode(deep, "deep"));
    for (String hex : new String[] {"", "02", "01", "01ffffffff07", "0101016107ffffffff0f"}) {
      byte[] bytes = HexFormat.of().parseHex(hex);
      assertThrows(CorruptStoreException.class, () -> MetadataCodec.decode(bytes, "hex"), hex);
    }
  }

  @Test
  void secondFormOfTheSameMetadataIsRefused() {
    String[] forms = {
      "0101016103" + "8100", // a varint with a needless byte
      "0102016101" + "016101", // a name twice
      "0102016201" + "016101", // names that descend
      "010101610602" + "c080", // overlong UTF-8
      "010101610603" + "eda080", // half a surrogate pair
      "0101016104" + "000000000000f87f", // NaN
      "01010161" + "0000", // a byte too many
      "010100" + "01", // a name of no characters
    };
    for (String hex : forms) {
      byte[] bytes = HexFormat.of().parseHex(hex);
      assertThrows(CorruptStoreException.class, () -> MetadataCodec.decode(bytes, "hex"), hex);
    }
  }
}

package io.vecstore.text.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vecstore.text.postings.LengthCode;
import org.apache.lucene.util.SmallFloat;
import org.junit.jupiter.api.Test;

class LengthCodeTest {

  @Test
  void codesAreThoseOfLucene() {
    for (int length = 0; length < 200_000; length++) {
      assertEquals(SmallFloat.intToByte4(length), LengthCode.encode(length));
    }
    assertEquals(SmallFloat.intToByte4(Integer.MAX_VALUE), LengthCode.encode(Integer.MAX_VALUE));
    for (int code = 0; code < 256; code++) {
      assertEquals(SmallFloat.byte4ToInt((byte) code), LengthCode.decode((byte) code));
    }
  }
}

package io.vecstore.core.column.tree;

import io.vecstore.core.column.match.TextTest;
import io.vecstore.core.spi.ReadLimit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Texts and their codes, in the order of their first use. One thread adds; any thread reads. */
final class GrowingDictionary {

  private static final int FIRST_LENGTH = 16;

  /** After so many texts, asks whether it may go on. */
  private static final int CHECKED = 256;

  private final Map<String, Integer> codes = new ConcurrentHashMap<>();
  private volatile @Nullable String[] texts = new String[FIRST_LENGTH];
  private volatile int count;

  /** Returns the code of a text; adds the text if it is new. */
  int codeOf(String text) {
    Integer known = codes.get(text);
    if (known != null) {
      return known;
    }
    int code = count;
    @Nullable String[] to = texts;
    if (code == to.length) {
      to = Arrays.copyOf(to, 2 * code);
      texts = to;
    }
    to[code] = text;
    count = code + 1;
    codes.put(text, code);
    return code;
  }

  /** Returns the number of texts. */
  int size() {
    return count;
  }

  /** Returns the first {@code size} texts by code; shared, not to be changed. */
  @Nullable String[] texts() {
    return texts;
  }

  /** Returns the codes of the texts that pass. */
  BitSet accepted(TextTest test) {
    BitSet accepted = new BitSet();
    if (test instanceof TextTest.Among(List<String> among)) {
      for (String text : among) {
        Integer code = codes.get(text);
        if (code != null) {
          accepted.set(code);
        }
      }
      return accepted;
    }
    ReadLimit limit = ReadLimit.current();
    int size = count;
    @Nullable String[] from = texts;
    for (int code = 0; code < size; code++) {
      if (code % CHECKED == 0) {
        limit.check();
      }
      String text = from[code];
      if (text != null && test.accepts(text)) {
        accepted.set(code);
      }
    }
    return accepted;
  }
}

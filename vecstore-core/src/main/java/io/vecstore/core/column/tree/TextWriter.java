package io.vecstore.core.column.tree;

import io.vecstore.core.column.tree.Column.Kind;
import io.vecstore.core.pattern.TextOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the texts of a column: the dictionary in order, and the rows of each text. */
final class TextWriter {

  /** A text in one of so many rows, or more, has a bit set: as fast to add as the list is long. */
  private static final int HEAVY_FROM = 128;

  private final RegionWriter regions;
  private final DirectoryWriter directory;

  TextWriter(RegionWriter regions, DirectoryWriter directory) {
    this.regions = regions;
    this.directory = directory;
  }

  void write(ActiveView view, EntriesByKind entries) {
    if (entries.count(Kind.TEXT) == 0) {
      directory.putInt(0);
      return;
    }
    int[] frequencies = frequencies(view);
    List<String> texts = sortedTexts(view, frequencies);
    int[] newCodes = newCodes(view, texts, frequencies.length);
    directory.putInt(texts.size());
    dictionary(texts);
    postings(view, frequencies, newCodes, texts.size());
  }

  /** Counts the rows of each code. */
  private static int[] frequencies(ActiveView view) {
    int[] frequencies = new int[view.column().dictionary().size()];
    for (int i = 0; i < view.entryCount(); i++) {
      if (view.kind(i) == Kind.TEXT) {
        frequencies[(int) view.content(i)]++;
      }
    }
    return frequencies;
  }

  private static List<String> sortedTexts(ActiveView view, int[] frequencies) {
    @Nullable String[] all = view.column().dictionary().texts();
    List<String> texts = new ArrayList<>();
    for (int code = 0; code < frequencies.length; code++) {
      String text = all[code];
      if (frequencies[code] > 0 && text != null) {
        texts.add(text);
      }
    }
    texts.sort(TextOrder::compare);
    return texts;
  }

  private static int[] newCodes(ActiveView view, List<String> texts, int oldCount) {
    int[] newCodes = new int[oldCount];
    GrowingDictionary dictionary = view.column().dictionary();
    for (int code = 0; code < texts.size(); code++) {
      newCodes[dictionary.codeOf(texts.get(code))] = code;
    }
    return newCodes;
  }

  private void dictionary(List<String> texts) {
    long[] ends = new long[texts.size()];
    List<byte[]> runs = new ArrayList<>(texts.size());
    long length = 0;
    for (int code = 0; code < ends.length; code++) {
      byte[] utf8 = texts.get(code).getBytes(StandardCharsets.UTF_8);
      runs.add(utf8);
      length += utf8.length;
      ends[code] = length;
    }
    directory.putLong(regions.longs(ends));
    directory.putLong(regions.bytes(runs, length));
    directory.putLong(length);
  }

  private void postings(ActiveView view, int[] frequencies, int[] newCodes, int size) {
    int words = (view.rows() + 63) >>> 6;
    boolean[] heavy = new boolean[size];
    int[] starts = new int[size + 1];
    for (int old = 0; old < frequencies.length; old++) {
      if (frequencies[old] > 0) {
        int code = newCodes[old];
        heavy[code] = (long) frequencies[old] * HEAVY_FROM >= Math.max(view.rows(), 1 << 12);
        starts[code + 1] = heavy[code] ? 0 : frequencies[old];
      }
    }
    int[] heavyCodes = new int[size];
    int[] bitsAt = new int[size];
    int heavyCount = 0;
    for (int code = 0; code < size; code++) {
      starts[code + 1] += starts[code];
      if (heavy[code]) {
        bitsAt[code] = heavyCount * words;
        heavyCodes[heavyCount++] = code;
      }
    }
    int[] postings = new int[starts[size]];
    long[] bits = new long[heavyCount * words];
    int[] next = starts.clone();
    for (int i = 0; i < view.entryCount(); i++) {
      if (view.kind(i) == Kind.TEXT) {
        int code = newCodes[(int) view.content(i)];
        int row = view.row(i);
        if (heavy[code]) {
          bits[bitsAt[code] + (row >>> 6)] |= 1L << row;
        } else {
          postings[next[code]++] = row;
        }
      }
    }
    directory.putLong(regions.ints(starts));
    directory.putLong(regions.ints(postings));
    directory.putInt(postings.length);
    directory.putInt(heavyCount);
    directory.putLong(regions.ints(Arrays.copyOf(heavyCodes, heavyCount)));
    directory.putLong(regions.longs(bits));
  }
}

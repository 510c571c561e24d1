package io.vecstore.core.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Random metadata from a small world of names and values, so that filters over the same world match
 * often. Also makes the values that filters compare with.
 */
public final class RandomMetadata {

  /** The names of the world. */
  public static final List<String> KEYS = List.of("a", "b", "tags", "items", "x y", "né", "t");

  private static final List<String> TEXTS =
      List.of("", "a", "b", "ab", "aba", "A", "é", "日本", "😀", "\uFF61", "a%b", "10", "x\ny");
  private static final long[] LONGS = {
    0, 1, -1, 2, 3, 7, 10, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE, 1_000_000
  };
  private static final double[] DOUBLES = {
    0.0, -0.0, 1.0, 0.5, -1.5, 2.0, 3.25, 0x1p53, 0x1p63, -0x1p63, 1e300, Double.MIN_VALUE, 0.1
  };

  private final SplittableRandom random;

  /** Draws from {@code random}. */
  public RandomMetadata(SplittableRandom random) {
    this.random = random;
  }

  /** Returns a document of up to all names of the world. */
  public Metadata document() {
    return Metadata.of(object(3));
  }

  private Map<String, @Nullable Object> object(int depth) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (String key : KEYS) {
      if (random.nextInt(3) > 0) {
        fields.put(key, value(depth - 1));
      }
    }
    return fields;
  }

  private @Nullable Object value(int depth) {
    int kind = random.nextInt(depth > 0 ? 12 : 8);
    return switch (kind) {
      case 0 -> null;
      case 8, 9 -> list(depth);
      case 10, 11 -> object(depth);
      default -> scalar();
    };
  }

  private List<@Nullable Object> list(int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    int length = random.nextInt(4);
    boolean objects = random.nextInt(3) == 0;
    for (int i = 0; i < length; i++) {
      list.add(objects ? object(depth - 1) : value(random.nextInt(4) == 0 ? depth - 1 : 0));
    }
    return list;
  }

  /** Returns a text, number, boolean or moment of the world. */
  public MetadataValue scalar() {
    return switch (random.nextInt(6)) {
      case 0, 1 -> new MetadataValue.Text(text());
      case 2 -> new MetadataValue.Int(LONGS[random.nextInt(LONGS.length)]);
      case 3 -> new MetadataValue.Real(DOUBLES[random.nextInt(DOUBLES.length)]);
      case 4 -> new MetadataValue.Bool(random.nextBoolean());
      default -> new MetadataValue.Timestamp(random.nextInt(-3, 4) * 43_200_000_000L);
    };
  }

  /** Returns a text of the world. */
  public String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }
}

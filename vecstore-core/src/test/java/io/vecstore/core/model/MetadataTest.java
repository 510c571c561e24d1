package io.vecstore.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.InvalidInputException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MetadataTest {

  private static final Instant NOON = Instant.parse("2024-02-03T12:00:00.123456Z");

  @Test
  void everyAcceptedTypeIsReadBackAsItWas() {
    UUID id = new UUID(1, 2);
    Map<String, Object> fields = new HashMap<>();
    fields.put("text", "é");
    fields.put("int", 7);
    fields.put("short", (short) 8);
    fields.put("byte", (byte) 9);
    fields.put("long", Long.MIN_VALUE);
    fields.put("float", 0.5f);
    fields.put("double", 0.1);
    fields.put("bool", true);
    fields.put("instant", NOON);
    fields.put("offset", OffsetDateTime.parse("2024-02-03T13:00:00+01:00"));
    fields.put("id", id);
    fields.put("ints", new int[] {1, 2});
    fields.put("names", new String[] {"x", "y"});
    fields.put("nested", Map.of("list", List.of(1.5, "z")));
    fields.put("nothing", null);
    Map<String, ?> map = Metadata.of(fields).toMap();

    assertEquals("é", map.get("text"));
    assertEquals(7L, map.get("int"));
    assertEquals(8L, map.get("short"));
    assertEquals(9L, map.get("byte"));
    assertEquals(Long.MIN_VALUE, map.get("long"));
    assertEquals(0.5, map.get("float"));
    assertEquals(0.1, map.get("double"));
    assertEquals(true, map.get("bool"));
    assertEquals(NOON, map.get("instant"));
    assertEquals(Instant.parse("2024-02-03T12:00:00Z"), map.get("offset"));
    assertEquals(id.toString(), map.get("id"));
    assertEquals(List.of(1L, 2L), map.get("ints"));
    assertEquals(List.of("x", "y"), map.get("names"));
    assertEquals(Map.of("list", List.of(1.5, "z")), map.get("nested"));
    assertTrue(map.containsKey("nothing") && map.get("nothing") == null);
    assertEquals(map.keySet().stream().sorted().toList(), List.copyOf(map.keySet()));
  }

  @Test
  void momentBeforeTheEpochIsCutDownward() {
    Metadata metadata = Metadata.of(Map.of("t", Instant.ofEpochSecond(-1, 999_999_999)));
    assertEquals(Optional.of(Instant.ofEpochSecond(-1, 999_999_000)), metadata.getInstant("t"));
  }

  @Test
  void pathLeadsThroughObjectsAndArrays() {
    Metadata metadata =
        Metadata.of(Map.of("a", Map.of("b c", List.of("x", Map.of("d", 4))), "n", Map.of()));
    assertEquals(Optional.of("x"), metadata.getText("a.`b c`[0]"));
    assertEquals(OptionalLong.of(4), metadata.getLong("a.`b c`[1].d"));
    assertEquals(Optional.empty(), metadata.get("a.`b c`[2]"));
    assertEquals(Optional.empty(), metadata.get("a.`b c`.d"));
    assertEquals(Optional.empty(), metadata.get("zzz[0].a"));
    assertEquals(Optional.of(Metadata.empty()), metadata.getNested("n"));
  }

  @Test
  void gettersNeverChangeANumber() {
    long big = (1L << 53) + 1;
    Metadata metadata =
        Metadata.of(Map.of("big", big, "max", Long.MAX_VALUE, "half", 0.5, "two", 2.0, "s", "1"));
    assertEquals(OptionalLong.of(2), metadata.getLong("two"));
    assertEquals(OptionalDouble.of(2), metadata.getDouble("two"));
    assertEquals(OptionalLong.of(big), metadata.getLong("big"));
    assertThrows(InvalidInputException.class, () -> metadata.getDouble("big"));
    assertThrows(InvalidInputException.class, () -> metadata.getDouble("max"));
    assertThrows(InvalidInputException.class, () -> metadata.getLong("half"));
    String message =
        assertThrows(InvalidInputException.class, () -> metadata.getLong("s")).getMessage();
    assertEquals("the field \"s\" holds the text 1, expected a long", message);
    assertEquals(OptionalLong.empty(), metadata.getLong("nowhere"));
  }

  @Test
  void withAndWithoutLeaveTheOriginalAlone() {
    Metadata one = Metadata.of(Map.of("a", 1));
    Metadata two = one.with("b", List.of("x"));
    assertEquals(Metadata.of(Map.of("a", 1, "b", List.of("x"))), two);
    assertEquals(one, two.without("b"));
    assertEquals(Metadata.of(Map.of("a", 1)), one);
    assertEquals(one.hashCode(), two.without("b").hashCode());
  }

  @Test
  void errorNamesThePlace() {
    assertRefused(
        "metadata field \"a.b[1]\": the number NaN, expected a finite one",
        Map.of("a", Map.of("b", List.of(1, Double.NaN))));
    assertRefused(
        "metadata field \"a\": a value of java.math.BigDecimal, expected text, a number, a boolean,"
            + " a moment, a list, a map or null",
        Map.of("a", new BigDecimal("1.5")));
    assertRefused(
        "metadata field \"t\": the moment +1000000000-12-31T23:59:59.999999999Z, expected one"
            + " within 292,000 years of 1970",
        Map.of("t", Instant.MAX));
    assertRefused(
        "metadata field \"s\": half a surrogate pair at offset 1, expected well-formed Unicode",
        Map.of("s", "x\uD800y"));
    assertRefused(
        "metadata field \"m\": a field named by 3, expected text", Map.of("m", Map.of(3, 4)));
    assertRefused(
        "metadata field \"``\": a name of 0 bytes, expected 1 to 1024", Map.of("", "nameless"));
    assertRefused(
        "metadata field \"`a\nb`\": a control character in a name", Map.of("a\nb", "broken"));
  }

  private static void assertRefused(String message, Map<String, ?> fields) {
    assertEquals(
        message, assertThrows(InvalidInputException.class, () -> Metadata.of(fields)).getMessage());
  }

  @Test
  void sizeIsLimitedToTheByte() {
    Map<String, Object> fields = new HashMap<>();
    // version 1, count 1, name 2, tag 1, length 3
    fields.put("k", "x".repeat(Metadata.MAX_BYTES - 8));
    assertEquals(Metadata.MAX_BYTES, MetadataCodec.encode(Metadata.of(fields)).length);
    fields.put("k", "x".repeat(Metadata.MAX_BYTES - 7));
    assertRefused("metadata of 1048577 bytes, expected at most 1048576", fields);
    assertThrows(InvalidInputException.class, () -> Metadata.of(Map.of("k".repeat(1025), 1)));
    assertFalse(Metadata.of(Map.of("k".repeat(1024), 1)).isEmpty());
  }

  @Test
  void depthIsLimitedForMapsListsAndReadyValues() {
    Object deep = 1;
    for (int i = 1; i < Metadata.MAX_DEPTH; i++) {
      deep = i % 2 == 0 ? List.of(deep) : Map.of("x", deep);
    }
    Metadata ok = Metadata.of(Map.of("x", deep));
    assertEquals(ok, MetadataCodec.decode(MetadataCodec.encode(ok), "here"));
    Object deeper = List.of(deep);
    assertThrows(InvalidInputException.class, () -> Metadata.of(Map.of("x", deeper)));
    MetadataValue ready = new MetadataValue.Int(1);
    for (int i = 0; i < 10_000; i++) {
      ready = new MetadataValue.Array(List.of(ready));
    }
    MetadataValue bomb = ready;
    assertThrows(InvalidInputException.class, () -> Metadata.of(Map.of("x", bomb)));
  }

  @Test
  void pathPrintsAsItIsRead() {
    for (String text : List.of("a", "a.b-c[0][].d", "`x y`.`a``b`[17]", "@", "@.sku", "@[0].a")) {
      assertEquals(text, FieldPath.parse(text).toString());
    }
    List<String> bad = new ArrayList<>(Arrays.asList("", ".", "a.", "a[", "a[x]", "a[-1]", "1a"));
    bad.addAll(List.of("`a", "a b", "a[9999999999]", "a@", "a.@", "a]", "[0]", "a..b"));
    bad.add("a" + ".a".repeat(1000));
    for (String text : bad) {
      assertThrows(InvalidInputException.class, () -> FieldPath.parse(text), text);
    }
  }
}

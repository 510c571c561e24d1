package io.vecstore.persist.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.InvalidInputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "../x",
        "..\\x",
        "/abs",
        "\\abs",
        "C:\\x",
        "C:",
        "a/b",
        "a\\b",
        "a/../b",
        "./a",
        ".hidden",
        "-rf",
        "_a",
        "%2e%2e",
        "a%2fb",
        "a b",
        " a",
        "a ",
        "a\tb",
        "a\nb",
        "a\u0000b",
        "a:b",
        "a*b",
        "a?b",
        "a\"b",
        "a<b",
        "a>b",
        "a|b",
        "a;b",
        "a.",
        "a..",
        "ä",
        "ａ",
        "a\u202eb",
        "a\u0301",
        "\ud800",
        "CON",
        "con",
        "Con.txt",
        "PRN",
        "AUX",
        "NUL",
        "nul.",
        "COM1",
        "com9.log",
        "LPT1",
        "LPT0",
        "~",
        "~root",
        "$HOME",
        "a'b",
        "@",
        "+",
        "a,b"
      })
  void badNamesAreRefused(String name) {
    assertThrows(InvalidInputException.class, () -> SnapshotName.check(name));
  }

  static String[] longNames() {
    return new String[] {"a".repeat(65), "a".repeat(10_000_000)};
  }

  @ParameterizedTest
  @MethodSource("longNames")
  void longNamesAreRefusedWithAShortMessage(String name) {
    String message =
        assertThrows(InvalidInputException.class, () -> SnapshotName.check(name)).getMessage();
    assertTrue(message.length() < 400, message.length() + " characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "A",
        "0",
        "nightly",
        "2026-11-24",
        "v1.2.3_rc-4",
        "CONSOLE",
        "COM",
        "COM10",
        "nulls",
        "a.b.c",
        "MANIFEST-0000000000000001",
        "tmp-x",
        "LOCK"
      })
  void goodNamesAreTaken(String name) {
    assertEquals(name, SnapshotName.check(name));
  }

  @org.junit.jupiter.api.Test
  void aNameOf64IsTaken() {
    assertEquals(64, SnapshotName.check("a".repeat(64)).length());
  }
}

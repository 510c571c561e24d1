package io.vecstore.text.token;

import java.lang.Character.UnicodeScript;

/** The classes of UAX #29 §4.1, as far as words need them. */
enum WordClass {
  /** Separates. */
  OTHER,
  /** A letter, of any alphabet or syllabary that is written with word separators. */
  LETTER,
  /** A decimal digit. */
  DIGIT,
  /** Joins letters and digits, as the underscore does. */
  CONNECTOR,
  /** Joins two letters. */
  MID_LETTER,
  /** Joins two digits. */
  MID_DIGIT,
  /** Joins two letters or two digits, as the full stop does. */
  MID_BOTH,
  /** Belongs to what is before it. */
  EXTEND,
  /** A run is a word. */
  KATAKANA,
  /** A word by itself. */
  SINGLE,
  /** A run is one token, for these scripts put no space between words. */
  SOUTH_EAST_ASIAN;

  private static final WordClass[] LATIN = new WordClass[0x300];

  static {
    for (int point = 0; point < LATIN.length; point++) {
      LATIN[point] = compute(point);
    }
  }

  /** Returns the class of a code point. */
  static WordClass of(int point) {
    return point < LATIN.length ? LATIN[point] : compute(point);
  }

  private static WordClass compute(int point) {
    return switch (point) {
      case '\'', '.', 0x2018, 0x2019, 0x2024, 0xFE52, 0xFF07, 0xFF0E -> MID_BOTH;
      case 0xB7, 0x387, 0x55F, 0x5F4, 0x2027 -> MID_LETTER;
      case ',', ';', 0x37E, 0x589, 0x60C, 0x66C, 0x7F8, 0x2044, 0xFE10, 0xFF0C, 0xFF1B -> MID_DIGIT;
      case 0x200B -> OTHER;
      default -> byType(point);
    };
  }

  private static WordClass byType(int point) {
    return switch (Character.getType(point)) {
      case Character.DECIMAL_DIGIT_NUMBER -> DIGIT;
      case Character.CONNECTOR_PUNCTUATION -> CONNECTOR;
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.FORMAT ->
          EXTEND;
      default -> byScript(point);
    };
  }

  private static WordClass byScript(int point) {
    if (Character.isIdeographic(point) || Character.isEmojiPresentation(point)) {
      return SINGLE;
    }
    if ((point >= 0x3031 && point <= 0x3035) || point == 0x30FC || point == 0xFF70) {
      return KATAKANA;
    }
    if (!Character.isAlphabetic(point)) {
      return OTHER;
    }
    if (point < 0xE00) {
      return LETTER;
    }
    return switch (UnicodeScript.of(point)) {
      case HIRAGANA -> SINGLE;
      case KATAKANA -> KATAKANA;
      case THAI, LAO, KHMER, MYANMAR, TAI_LE, NEW_TAI_LUE, TAI_THAM, TAI_VIET -> SOUTH_EAST_ASIAN;
      default -> LETTER;
    };
  }
}

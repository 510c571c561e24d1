package io.vecstore.text.search;

import io.vecstore.core.spi.ReadLimit;
import io.vecstore.text.postings.TermBytes;
import io.vecstore.text.postings.TermCursor;
import io.vecstore.text.postings.TextSegment;
import io.vecstore.text.query.EditDistance;
import io.vecstore.text.query.TextQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the terms of an index that look a certain way. Not thread-safe. */
final class Expansion {

  /** Of more terms the commonest are taken. */
  private static final int MAX_PREFIXED = 128;

  /** Of more terms the commonest end a phrase. */
  private static final int MAX_ENDINGS = 64;

  /** Of more terms the nearest are taken, then the commonest. */
  private static final int MAX_FUZZY = 50;

  /** After so many terms, asks whether it may go on. */
  private static final int CHECKED = 256;

  /**
   * A term of the index.
   *
   * @param text the term
   * @param documentFrequency how many rows of all segments have it
   * @param edits how much it differs from what was asked
   */
  record Found(String text, long documentFrequency, int edits) {}

  private static final Comparator<Found> NEAREST =
      Comparator.comparingInt(Found::edits)
          .thenComparing(Comparator.comparingLong(Found::documentFrequency).reversed())
          .thenComparing(Found::text);

  private final List<? extends TextSegment> segments;

  Expansion(List<? extends TextSegment> segments) {
    this.segments = segments;
  }

  /** Returns the query with the terms in the place of the patterns. */
  TextQuery expand(TextQuery query) {
    return switch (query) {
      case TextQuery.Word word -> word;
      case TextQuery.Phrase phrase -> phrase;
      case TextQuery.Prefix prefix -> words(prefix);
      case TextQuery.Fuzzy fuzzy -> words(fuzzy);
      case TextQuery.PhraseStart start -> phrases(start);
      case TextQuery.Combined combined when !hasPattern(combined) -> combined;
      case TextQuery.Combined combined ->
          new TextQuery.Combined(
              combined.must().stream().map(this::expand).toList(),
              combined.should().stream().map(this::expand).toList(),
              combined.not().stream().map(this::expand).toList(),
              combined.least());
    };
  }

  private static boolean hasPattern(TextQuery query) {
    return switch (query) {
      case TextQuery.Word word -> false;
      case TextQuery.Phrase phrase -> false;
      case TextQuery.Pattern pattern -> true;
      case TextQuery.Combined combined ->
          hasPattern(combined.must())
              || hasPattern(combined.should())
              || hasPattern(combined.not());
    };
  }

  private static boolean hasPattern(List<TextQuery> queries) {
    for (int i = 0; i < queries.size(); i++) {
      if (hasPattern(queries.get(i))) {
        return true;
      }
    }
    return false;
  }

  private TextQuery words(TextQuery.Prefix prefix) {
    int field = prefix.field();
    return TextQuery.any(
        in(field).prefixed(prefix.start(), MAX_PREFIXED).stream()
            .map(found -> new TextQuery.Word(found.text(), prefix.boost(), field))
            .toList());
  }

  private TextQuery phrases(TextQuery.PhraseStart start) {
    TextQuery.Phrase phrase = start.phrase();
    return TextQuery.any(
        in(phrase.field()).prefixed(phrase.terms().getLast(), MAX_ENDINGS).stream()
            .map(found -> start.endingWith(found.text()))
            .toList());
  }

  private Expansion in(int field) {
    return field == 0
        ? this
        : new Expansion(segments.stream().map(segment -> segment.field(field)).toList());
  }

  private TextQuery words(TextQuery.Fuzzy fuzzy) {
    float length = fuzzy.term().codePointCount(0, fuzzy.term().length());
    return TextQuery.any(
        in(fuzzy.field()).near(fuzzy.term(), fuzzy.edits(), MAX_FUZZY).stream()
            .map(
                found ->
                    new TextQuery.Word(
                        found.text(),
                        fuzzy.boost() * Math.max(0.1f, 1 - found.edits() / length),
                        fuzzy.field()))
            .toList());
  }

  /** Returns the commonest terms with a beginning, the commonest first. */
  List<Found> prefixed(String start, int most) {
    List<Found> found = new ArrayList<>();
    frequencies(start).forEach((term, frequency) -> found.add(new Found(term, frequency, 0)));
    return best(found, most);
  }

  /**
   * Returns the terms that differ by a few edits, the nearest first; the first character is right.
   */
  List<Found> near(String wanted, int edits, int most) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    ReadLimit limit = ReadLimit.current();
    int looked = 0;
    List<Found> found = new ArrayList<>();
    String start = wanted.substring(0, wanted.offsetByCodePoints(0, 1));
    for (Map.Entry<String, Long> each : frequencies(start).entrySet()) {
      if (looked++ % CHECKED == 0) {
        limit.check();
      }
      int distance = EditDistance.within(wanted, each.getKey(), edits);
      if (distance >= 0) {
        found.add(new Found(each.getKey(), each.getValue(), distance));
      }
    }
    return best(found, most);
  }

  private static List<Found> best(List<Found> found, int most) {
    found.sort(NEAREST);
    return List.copyOf(found.subList(0, Math.min(most, found.size())));
  }

  /** Returns how many rows have each of the terms that begin as a text does. */
  private Map<String, Long> frequencies(String start) {
    Map<String, Long> frequencies = new HashMap<>();
    byte[] bytes = TermBytes.of(start);
    ReadLimit limit = ReadLimit.current();
    int looked = 0;
    for (TextSegment segment : segments) {
      TermCursor cursor = segment.terms(bytes);
      while (cursor.next()) {
        if (looked++ % CHECKED == 0) {
          limit.check();
        }
        String term = TermBytes.string(cursor.term());
        if (!term.startsWith(start)) {
          break;
        }
        frequencies.merge(term, (long) cursor.documentFrequency(), Long::sum);
      }
    }
    return frequencies;
  }
}

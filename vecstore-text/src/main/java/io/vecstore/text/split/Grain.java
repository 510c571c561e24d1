package io.vecstore.text.split;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How finely a text is cut, coarse first. Each cuts a span into spans that cover it. */
enum Grain {
  PARAGRAPH {
    @Override
    List<Span> cut(String text, Span span) {
      List<Span> spans = new ArrayList<>();
      int from = span.start();
      int line = span.start();
      boolean blank = false;
      while (line < span.end()) {
        int next = lineEnd(text, line, span.end());
        boolean empty = text.substring(line, next).isBlank();
        if (!empty && blank) {
          spans.add(new Span(from, line));
          from = line;
        }
        blank = empty;
        line = next;
      }
      spans.add(new Span(from, span.end()));
      return spans;
    }
  },
  LINE {
    @Override
    List<Span> cut(String text, Span span) {
      List<Span> spans = new ArrayList<>();
      for (int line = span.start(); line < span.end(); ) {
        int next = lineEnd(text, line, span.end());
        spans.add(new Span(line, next));
        line = next;
      }
      return spans;
    }
  },
  SENTENCE {
    @Override
    List<Span> cut(String text, Span span) {
      return breaks(BreakIterator.getSentenceInstance(Locale.ROOT), text, span, true);
    }
  },
  WORD {
    @Override
    List<Span> cut(String text, Span span) {
      List<Span> spans = new ArrayList<>();
      int from = span.start();
      for (int i = from + 1; i < span.end(); i++) {
        if (Character.isWhitespace(text.charAt(i - 1)) && !Character.isWhitespace(text.charAt(i))) {
          spans.add(new Span(from, i));
          from = i;
        }
      }
      spans.add(new Span(from, span.end()));
      return spans;
    }
  },
  CHARACTER {
    @Override
    List<Span> cut(String text, Span span) {
      return breaks(BreakIterator.getCharacterInstance(Locale.ROOT), text, span, false);
    }
  };

  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "al", "approx", "bzw", "ca", "cf", "dept", "dr", "ed", "eds", "eq", "etc", "fig", "figs",
          "inc", "jr", "ltd", "mr", "mrs", "ms", "no", "nr", "op", "pp", "prof", "ref", "resp",
          "sec", "sr", "st", "tab", "viz", "vol", "vs");

  /** Returns spans, each with the white space that follows it, that together are the span. */
  abstract List<Span> cut(String text, Span span);

  private static int lineEnd(String text, int line, int end) {
    int at = line;
    while (at < end) {
      char unit = text.charAt(at++);
      if (unit == '\n' || (unit == '\r' && (at == end || text.charAt(at) != '\n'))) {
        break;
      }
    }
    return at;
  }

  private static List<Span> breaks(
      BreakIterator iterator, String text, Span span, boolean sentences) {
    iterator.setText(text.substring(span.start(), span.end()));
    List<Span> spans = new ArrayList<>();
    int from = span.start();
    iterator.first();
    for (int at = iterator.next(); at != BreakIterator.DONE; at = iterator.next()) {
      int end = span.start() + at;
      if (end < span.end()
          && (inPair(text, end) || (sentences && isAbbreviated(text, from, end)))) {
        continue;
      }
      spans.add(new Span(from, end));
      from = end;
    }
    return spans;
  }

  private static boolean inPair(String text, int at) {
    return Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
  }

  /** Whether what looks like the end of a sentence is that of an abbreviation, or of an initial. */
  private static boolean isAbbreviated(String text, int from, int end) {
    int stop = end;
    while (stop > from && Character.isWhitespace(text.charAt(stop - 1))) {
      stop--;
    }
    if (stop == from || text.charAt(stop - 1) != '.') {
      return false;
    }
    int start = stop - 1;
    while (start > from && Character.isLetter(text.charAt(start - 1))) {
      start--;
    }
    String word = text.substring(start, stop - 1);
    boolean afterStop = start > from && text.charAt(start - 1) == '.';
    return (word.length() == 1 && (afterStop || Character.isUpperCase(word.charAt(0))))
        || ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
  }
}

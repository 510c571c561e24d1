package io.vecstore.core.pattern;

import io.vecstore.core.error.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression as a nondeterministic automaton, run on all its states at once (Thompson
 * 1968; Cox, "Regular Expression Matching: the Virtual Machine Approach", 2009): one pass over the
 * text, each state at most once a character, no going back.
 */
final class RegexProgram implements TextPattern {

  private static final int MAX_STATES = 2_000;
  private static final int MATCH = -1;

  /** The set that a state takes a character of, or null where it takes none. */
  private final List<@Nullable CharacterSet> sets = new ArrayList<>();

  /** The condition on the place, for states that have one. */
  private final List<RegexNode.@Nullable Place> places = new ArrayList<>();

  /** The states that follow; a state that takes a character has one, others up to two. */
  private final List<int[]> followers = new ArrayList<>();

  private final int start;
  private int work;

  RegexProgram(RegexNode root) {
    this.start = compile(root, MATCH);
  }

  /** Makes the states of a node that leads to the state {@code to}; returns the first of them. */
  private int compile(RegexNode node, int to) {
    if (++work > 2 * MAX_STATES) {
      throw tooLarge();
    }
    return switch (node) {
      case RegexNode.One(CharacterSet set) -> state(set, null, to);
      case RegexNode.Place place -> state(null, place, to);
      case RegexNode.Sequence(List<RegexNode> parts) -> {
        int first = to;
        for (int i = parts.size() - 1; i >= 0; i--) {
          first = compile(parts.get(i), first);
        }
        yield first;
      }
      case RegexNode.Choice(List<RegexNode> parts) -> {
        int first = compile(parts.getLast(), to);
        for (int i = parts.size() - 2; i >= 0; i--) {
          first = state(null, null, compile(parts.get(i), to), first);
        }
        yield first;
      }
      case RegexNode.Repeat repeat -> repeated(repeat, to);
    };
  }

  private int repeated(RegexNode.Repeat repeat, int to) {
    int first = to;
    if (repeat.max() == RegexNode.Repeat.ENDLESS) {
      first = state(null, null, to, to);
      followers.get(first)[0] = compile(repeat.part(), first);
    } else {
      for (int i = repeat.min(); i < repeat.max(); i++) {
        first = state(null, null, compile(repeat.part(), first), to);
      }
    }
    for (int i = 0; i < repeat.min(); i++) {
      first = compile(repeat.part(), first);
    }
    return first;
  }

  private int state(@Nullable CharacterSet set, RegexNode.@Nullable Place place, int... following) {
    if (sets.size() == MAX_STATES) {
      throw tooLarge();
    }
    sets.add(set);
    places.add(place);
    followers.add(following);
    return sets.size() - 1;
  }

  private static InvalidInputException tooLarge() {
    return new InvalidInputException(
        "an expression of more than " + MAX_STATES + " states; repeat less");
  }

  @Override
  public boolean matches(String text) {
    return new Run(text).found();
  }

  /** One run over one text. */
  private final class Run {

    private final String text;
    private final int[] stack = new int[2 * sets.size() + 2];
    private final int[] seenAt = new int[sets.size()];
    private int[] now = new int[sets.size()];
    private int[] then = new int[sets.size()];
    private int nowCount;
    private boolean matched;

    Run(String text) {
      this.text = text;
      Arrays.fill(seenAt, -1);
    }

    boolean found() {
      int at = 0;
      enter(start, at);
      while (at < text.length() && !matched) {
        int c = text.codePointAt(at);
        int count = nowCount;
        int[] from = now;
        now = then;
        then = from;
        nowCount = 0;
        at += Character.charCount(c);
        for (int i = 0; i < count && !matched; i++) {
          @Nullable CharacterSet set = sets.get(from[i]);
          if (set != null && set.contains(c)) {
            enter(followers.get(from[i])[0], at);
          }
        }
        // Found anywhere: the expression may start at each character.
        enter(start, at);
      }
      return matched;
    }

    /** Adds a state, and all that it leads to without a character. */
    private void enter(int first, int at) {
      int depth = 0;
      stack[depth++] = first;
      while (depth > 0) {
        int state = stack[--depth];
        if (state == MATCH) {
          matched = true;
          return;
        }
        if (seenAt[state] == at) {
          continue;
        }
        seenAt[state] = at;
        if (sets.get(state) != null) {
          now[nowCount++] = state;
        } else if (allows(places.get(state), at)) {
          for (int following : followers.get(state)) {
            stack[depth++] = following;
          }
        }
      }
    }

    private boolean allows(RegexNode.@Nullable Place place, int at) {
      return switch (place) {
        case null -> true;
        case START -> at == 0;
        case END -> at == text.length();
        case WORD_BORDER -> isWordPart(at - 1) != isWordPart(at);
        case NO_WORD_BORDER -> isWordPart(at - 1) == isWordPart(at);
      };
    }

    private boolean isWordPart(int index) {
      return index >= 0
          && index < text.length()
          && CharacterSet.WORD_PARTS.contains(text.charAt(index));
    }
  }
}

package io.vecstore.text.context;

import java.util.List;

/**
 * What fitted, and what did not.
 *
 * @param text the passages, each after its number in brackets, with an empty line between them
 * @param cited the passages in the order of their numbers: number 1 comes first
 * @param dropped what was left out, the best first, and why
 */
public record PackedContext(String text, List<Passage> cited, List<Dropped> dropped) {

  /**
   * A passage that was left out.
   *
   * @param passage the passage
   * @param reason why
   */
  public record Dropped(Passage passage, Reason reason) {}

  /** Why a passage was left out. */
  public enum Reason {
    /** It did not fit any more. */
    TOO_LONG,
    /** One with the same text is there. */
    REPEATED
  }

  /** Copies the lists. */
  public PackedContext {
    cited = List.copyOf(cited);
    dropped = List.copyOf(dropped);
  }
}

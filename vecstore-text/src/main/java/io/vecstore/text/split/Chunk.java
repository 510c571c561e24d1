package io.vecstore.text.split;

/**
 * A piece of a text: exactly {@code original.substring(start, end)}.
 *
 * @param index the number of the piece, from 0
 * @param start where it starts in the original, in UTF-16 units
 * @param end one past where it ends
 * @param text the piece; begins and ends with something other than white space
 * @param context what the piece is about, for example the headings above it; not part of it, may be
 *     empty
 */
public record Chunk(int index, int start, int end, String text, String context) {

  /** Returns the context, a line break and the text, or the text alone: what to embed. */
  public String inContext() {
    return context.isEmpty() ? text : context + "\n" + text;
  }
}

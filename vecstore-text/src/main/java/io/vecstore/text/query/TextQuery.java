package io.vecstore.text.query;

import java.util.ArrayList;
import java.util.List;

/** What is asked of the text, analysed, and before any segment was looked at. Immutable. */
public sealed interface TextQuery {

  /**
   * Asks for a term.
   *
   * @param term as it is indexed
   * @param boost what the score is multiplied with, above 0: how often the query says the term
   * @param field where: 0 for the text
   */
  record Word(String term, float boost, int field) implements TextQuery {
    /** Asks the text. */
    public Word(String term, float boost) {
      this(term, boost, 0);
    }
  }

  /**
   * Asks for terms at given distances.
   *
   * @param terms at least two; a term may be there twice
   * @param positions of each term, the first 0, ascending
   * @param slop how many positions the terms may be moved in all
   * @param boost what the score is multiplied with, above 0
   * @param field where: 0 for the text
   */
  record Phrase(List<String> terms, List<Integer> positions, int slop, float boost, int field)
      implements TextQuery {

    /** Asks the text. */
    public Phrase(List<String> terms, List<Integer> positions, int slop, float boost) {
      this(terms, positions, slop, boost, 0);
    }

    /** Copies the lists. */
    public Phrase {
      terms = List.copyOf(terms);
      positions = List.copyOf(positions);
    }
  }

  /** Asks for the terms that look a certain way: which they are, the index knows. */
  sealed interface Pattern extends TextQuery {}

  /**
   * Asks for the terms that begin with some characters.
   *
   * @param start what they begin with, as it is indexed
   * @param boost what the score is multiplied with, above 0
   * @param field where: 0 for the text
   */
  record Prefix(String start, float boost, int field) implements Pattern {
    /** Asks the text. */
    public Prefix(String start, float boost) {
      this(start, boost, 0);
    }
  }

  /**
   * Asks for the terms that differ from one by a few characters that were inserted, left out,
   * replaced, or exchanged with their neighbour; the first character is right.
   *
   * @param term as it would be indexed
   * @param edits how many such differences at most, 1 or 2
   * @param boost what the score is multiplied with, above 0; less for a term that differs more
   * @param field where: 0 for the text
   */
  record Fuzzy(String term, int edits, float boost, int field) implements Pattern {
    /** Asks the text. */
    public Fuzzy(String term, int edits, float boost) {
      this(term, edits, boost, 0);
    }
  }

  /**
   * Asks for a phrase whose last word is known by its beginning.
   *
   * @param phrase whose last term is what the word begins with
   */
  record PhraseStart(Phrase phrase) implements Pattern {

    /** Returns the phrase that ends with a term. */
    public Phrase endingWith(String last) {
      List<String> terms = new ArrayList<>(phrase.terms);
      terms.set(terms.size() - 1, last);
      return new Phrase(terms, phrase.positions, phrase.slop, phrase.boost, phrase.field);
    }
  }

  /**
   * Combines queries. A row matches if it matches all of {@code must}, none of {@code not}, and at
   * least {@code least} of {@code should}; it has the sum of the scores of what it matches.
   *
   * @param must what has to match
   * @param should what adds to the score
   * @param not what may not match
   * @param least how many of {@code should} have to match, at least 1 where {@code must} is empty
   */
  record Combined(List<TextQuery> must, List<TextQuery> should, List<TextQuery> not, int least)
      implements TextQuery {

    /** Copies the lists. */
    public Combined {
      must = List.copyOf(must);
      should = List.copyOf(should);
      not = List.copyOf(not);
    }
  }

  /** Returns the query with its scores multiplied. */
  default TextQuery boosted(float factor) {
    return switch (this) {
      case Word word -> new Word(word.term, factor * word.boost, word.field);
      case Phrase phrase ->
          new Phrase(
              phrase.terms, phrase.positions, phrase.slop, factor * phrase.boost, phrase.field);
      case PhraseStart start -> new PhraseStart((Phrase) start.phrase.boosted(factor));
      case Prefix prefix -> new Prefix(prefix.start, factor * prefix.boost, prefix.field);
      case Fuzzy fuzzy -> new Fuzzy(fuzzy.term, fuzzy.edits, factor * fuzzy.boost, fuzzy.field);
      case Combined combined ->
          new Combined(
              combined.must.stream().map(each -> each.boosted(factor)).toList(),
              combined.should.stream().map(each -> each.boosted(factor)).toList(),
              combined.not,
              combined.least);
    };
  }

  /** Returns the query that nothing matches. */
  static TextQuery nothing() {
    return any(List.of());
  }

  /** Returns the query that matches what one or more of the parts match. */
  static TextQuery any(List<? extends TextQuery> parts) {
    return parts.size() == 1
        ? parts.getFirst()
        : new Combined(List.of(), List.copyOf(parts), List.of(), 1);
  }
}

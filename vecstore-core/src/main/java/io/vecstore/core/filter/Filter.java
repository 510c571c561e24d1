package io.vecstore.core.filter;

import io.vecstore.core.error.FilterSyntaxException;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.FieldPath;
import io.vecstore.core.model.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A condition on the metadata of a document. Built from text or in code; both give the same value:
 *
 * {@snippet :
 * Filter.parse("year >= 2020 AND lang IN ('en', 'de')");
 * Filter.field("year").atLeast(2020).and(Filter.field("lang").in("en", "de"));
 * Filter.parse("year >= :from AND lang IN :langs").bind(Map.of("from", 2020, "langs", List.of("en", "de")));
 * }
 *
 * <p>Every filter is true or false of every document; there is no third value. A condition on a
 * field that is missing, null or of another type is false, and {@code NOT} turns exactly that
 * around: {@code a != 1} is true of a document without {@code a}. On an array a condition holds if
 * any element meets it. The language is described in {@code docs/filter-language.md}.
 *
 * <p>Immutable, equal by content, safe from any thread. {@code toString()} gives text that parses
 * to an equal filter.
 */
public sealed interface Filter {

  /** True of every document, or of none. */
  record Constant(boolean value) implements Filter {
    @Override
    public String toString() {
      return FilterPrinter.print(this);
    }
  }

  /** True where all terms are. Made by {@link #and}. */
  record And(List<Filter> terms) implements Filter {
    /** Copies the terms: at least two, none an {@code And}. */
    public And {
      terms = List.copyOf(terms);
      if (terms.size() < 2 || terms.stream().anyMatch(term -> term instanceof And)) {
        throw new IllegalArgumentException("two terms or more, none of them an And: " + terms);
      }
    }

    @Override
    public String toString() {
      return FilterPrinter.print(this);
    }
  }

  /** True where any term is. Made by {@link #or}. */
  record Or(List<Filter> terms) implements Filter {
    /** Copies the terms: at least two, none an {@code Or}. */
    public Or {
      terms = List.copyOf(terms);
      if (terms.size() < 2 || terms.stream().anyMatch(term -> term instanceof Or)) {
        throw new IllegalArgumentException("two terms or more, none of them an Or: " + terms);
      }
    }

    @Override
    public String toString() {
      return FilterPrinter.print(this);
    }
  }

  /** True where the term is false. Made by {@link #not}. */
  record Not(Filter term) implements Filter {
    /** Takes any filter but a {@code Not} or a constant. */
    public Not {
      if (term instanceof Not || term instanceof Constant) {
        throw new IllegalArgumentException("NOT of " + term + " has a shorter form");
      }
    }

    @Override
    public String toString() {
      return FilterPrinter.print(this);
    }
  }

  /**
   * Compares a value with another. Numbers compare exactly, whatever their types; text compares by
   * code point.
   */
  record Compare(Subject subject, Comparison comparison, Operand value) implements Filter {
    @Override
    public String toString() {
      return FilterPrinter.print(this);
    }
  }

  /** True where the value equals any of a list. */
  record In(Subject subject, List<Operand> values) implements Filter {
    /** Copies the list. */
    public In {
      values = List.copyOf(values);
    }

    @Override
    public String toString() {
      return FilterPrinter.print(this);
    }
  }

  /** True where the value lies between two others, both included. */
  record Between(Subject subject, Operand low, Operand high) implements Filter {
    @Override
    public String toString() {
      return FilterPrinter.print(this);
    }
  }

  /** True where a text has a form. */
  record TextMatch(Subject subject, TextForm form, Operand pattern) implements Filter {

    /** Refuses what is no pattern of the form, where it is known. */
    public TextMatch {
      if (pattern instanceof Operand.Literal) {
        var _ = form.test(pattern.known());
      }
    }

    /**
     * Returns what decides whether a text has the form.
     *
     * @throws InvalidInputException if the pattern is a parameter without a value
     */
    public Predicate<String> test() {
      return form.test(pattern.known());
    }

    @Override
    public String toString() {
      return FilterPrinter.print(this);
    }
  }

  /**
   * True where an array holds one of the values as an element, or a text one of them as a part;
   * with {@link Quantifier#ALL}, every one of them.
   */
  record Contains(FieldPath path, Quantifier quantifier, List<Operand> values) implements Filter {
    /** Copies the list. */
    public Contains {
      values = List.copyOf(values);
    }

    @Override
    public String toString() {
      return FilterPrinter.print(this);
    }
  }

  /** True where the field is in a state. */
  record Is(FieldPath path, FieldState state) implements Filter {
    @Override
    public String toString() {
      return FilterPrinter.print(this);
    }
  }

  /**
   * True where any element of an array, or every one, meets a condition whose paths start at the
   * element, written {@code @}. Every element of an empty array meets any condition.
   */
  record Elements(FieldPath path, Quantifier quantifier, Filter condition) implements Filter {
    @Override
    public String toString() {
      return FilterPrinter.print(this);
    }
  }

  /**
   * True where an object with the numbers {@code lat} and {@code lon}, in degrees, lies in an area.
   */
  record Within(FieldPath path, Area area) implements Filter {
    @Override
    public String toString() {
      return FilterPrinter.print(this);
    }
  }

  /**
   * Reads a filter.
   *
   * @throws FilterSyntaxException if the text is not one or is larger than {@link
   *     FilterLimits#DEFAULT} allows; the message shows the place
   */
  static Filter parse(String text) {
    return new FilterParser(text, FilterLimits.DEFAULT, KnownFields.ANY).parse();
  }

  /**
   * Reads a filter strictly: it may only ask for fields that are known, and compare them with
   * values of their types.
   *
   * @throws FilterSyntaxException if the text is not a filter, or asks for what is not known; the
   *     message shows the place, and a field of a similar name
   */
  static Filter parse(String text, KnownFields known) {
    return new FilterParser(text, FilterLimits.DEFAULT, known).parse();
  }

  /**
   * Starts a condition on a field, given by its path: {@code author.name}, {@code tags[0]}, {@code
   * items[].price}.
   */
  static Field field(String path) {
    return new Field(Subject.of(FieldPath.parse(path)));
  }

  /** Starts a condition on the element at hand, inside {@link Field#any} and {@link Field#all}. */
  static Field element() {
    return field("@");
  }

  /** Returns the filter that is true of every document. */
  static Filter everything() {
    return new Constant(true);
  }

  /** Returns the filter that is true of no document. */
  static Filter nothing() {
    return new Constant(false);
  }

  /** Returns the filter that is true where all are; {@link #everything} for none. */
  static Filter and(List<Filter> filters) {
    List<Filter> terms = new ArrayList<>();
    for (Filter filter : filters) {
      terms.addAll(filter instanceof And(List<Filter> inner) ? inner : List.of(filter));
    }
    return terms.isEmpty() ? everything() : terms.size() == 1 ? terms.getFirst() : new And(terms);
  }

  /** Returns the filter that is true where any is; {@link #nothing} for none. */
  static Filter or(List<Filter> filters) {
    List<Filter> terms = new ArrayList<>();
    for (Filter filter : filters) {
      terms.addAll(filter instanceof Or(List<Filter> inner) ? inner : List.of(filter));
    }
    return terms.isEmpty() ? nothing() : terms.size() == 1 ? terms.getFirst() : new Or(terms);
  }

  /** Returns the filter that is true where this and the other are. */
  default Filter and(Filter other) {
    return and(List.of(this, other));
  }

  /** Returns the filter that is true where this or the other is. */
  default Filter or(Filter other) {
    return or(List.of(this, other));
  }

  /** Returns the filter that is true exactly where this is false. */
  default Filter not() {
    return switch (this) {
      case Not(Filter term) -> term;
      case Constant(boolean value) -> new Constant(!value);
      default -> new Not(this);
    };
  }

  /**
   * Gives the parameters {@code :name} their values. Values are never read as text of the language.
   *
   * @param values one for each name, of a type that {@link Metadata#of} takes; a list where the
   *     parameter stands for a list
   * @throws InvalidInputException if a name has no value or a value no name, or a value does not
   *     fit
   */
  default Filter bind(Map<String, ?> values) {
    return new ParameterBinder(values).bind(this);
  }

  /**
   * Gives the parameters {@code ?} their values, in the order of the text.
   *
   * @throws InvalidInputException if there are more or fewer parameters, or a value does not fit
   */
  default Filter bind(Object... values) {
    return ParameterBinder.positional(values).bind(this);
  }

  /**
   * Returns whether the filter is true of a document with this metadata. One document at a time; a
   * search looks at columns instead.
   *
   * @throws InvalidInputException if a parameter has no value
   */
  default boolean matches(Metadata metadata) {
    return FilterMatcher.matches(this, metadata);
  }
}

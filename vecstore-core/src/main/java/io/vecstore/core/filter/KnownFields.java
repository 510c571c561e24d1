package io.vecstore.core.filter;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.FieldPath;
import io.vecstore.core.model.MetadataValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which fields documents have, and of which types: what a strict filter may ask for. A field that
 * has only ever been null is known, and fits every type. Immutable.
 *
 * @param types the types of the values here
 * @param fields the fields of the objects here
 * @param elements the elements of the arrays here; none where there is no array
 * @param open whether anything else is known too
 */
public record KnownFields(
    Set<Type> types, Map<String, KnownFields> fields, List<KnownFields> elements, boolean open) {

  /** Everything is known, so a filter may ask for anything. */
  static final KnownFields ANY = new KnownFields(Set.of(), Map.of(), List.of(), true);

  /** The farthest that a misspelt name may be from the one that is meant, in edits. */
  private static final int MAX_EDITS = 2;

  /** What sort of values a field holds. */
  public enum Type {
    /** Text. */
    TEXT,
    /** Longs and doubles: a filter compares them with each other. */
    NUMBER,
    /** True and false. */
    BOOLEAN,
    /** Moments. */
    TIMESTAMP
  }

  /** What a strict filter must not ask for, and why. */
  record Problem(String code, String what) {}

  /** Copies everything. */
  public KnownFields {
    types = Set.copyOf(types);
    fields = Map.copyOf(fields);
    elements = List.copyOf(elements);
  }

  /**
   * Returns what is known here, for values of {@code types}, objects of {@code fields} and arrays
   * of {@code elements}.
   */
  public static KnownFields of(
      Set<Type> types, Map<String, KnownFields> fields, List<KnownFields> elements) {
    return new KnownFields(types, fields, elements, false);
  }

  /** Returns what is known to this or to the other. */
  public KnownFields or(KnownFields other) {
    Set<Type> allTypes = EnumSet.noneOf(Type.class);
    allTypes.addAll(types);
    allTypes.addAll(other.types);
    Map<String, KnownFields> allFields = new TreeMap<>(fields);
    other.fields.forEach((name, field) -> allFields.merge(name, field, KnownFields::or));
    List<KnownFields> both = new ArrayList<>(elements);
    both.addAll(other.elements);
    List<KnownFields> one = both.stream().reduce(KnownFields::or).stream().toList();
    return new KnownFields(allTypes, allFields, one, open || other.open);
  }

  /**
   * Returns the filter if it asks only for what is known.
   *
   * @throws InvalidInputException if it does not; the message names the field, and one of a similar
   *     name
   */
  public Filter check(Filter filter) {
    switch (filter) {
      case Filter.And(List<Filter> terms) -> terms.forEach(this::check);
      case Filter.Or(List<Filter> terms) -> terms.forEach(this::check);
      case Filter.Not(Filter term) -> check(term);
      default -> {
        Optional<Problem> problem = problem(filter);
        if (problem.isPresent()) {
          throw new InvalidInputException(problem.get().what() + ", in " + filter);
        }
        if (filter instanceof Filter.Elements elementsFilter) {
          elementsOf(elementsFilter.path()).check(elementsFilter.condition());
        }
      }
    }
    return filter;
  }

  /** Returns what is wrong with one condition, if anything. */
  Optional<Problem> problem(Filter condition) {
    if (open) {
      return Optional.empty();
    }
    return switch (condition) {
      case Filter.Compare c -> problem(c.subject(), List.of(c.value()));
      case Filter.In in -> problem(in.subject(), in.values());
      case Filter.Between b -> problem(b.subject(), List.of(b.low(), b.high()));
      case Filter.TextMatch t -> problem(t.subject(), List.of(t.pattern()));
      case Filter.Contains c -> problem(Subject.of(c.path()), c.values());
      case Filter.Is is -> unknown(is.path());
      case Filter.Elements e -> unknown(e.path());
      case Filter.Within w -> unknown(w.path());
      case Filter.Not(Filter term) -> problem(term);
      case Filter.Constant constant -> Optional.empty();
      case Filter.And and -> Optional.empty();
      case Filter.Or or -> Optional.empty();
    };
  }

  private Optional<Problem> problem(Subject subject, List<Operand> operands) {
    Optional<Problem> unknown = unknown(subject.path());
    if (unknown.isPresent()) {
      return unknown;
    }
    Set<Type> here =
        switch (subject.function()) {
          case VALUE -> at(subject.path()).map(KnownFields::comparable).orElse(Set.of());
          case LENGTH -> Set.of(Type.NUMBER);
          case LOWER -> Set.of(Type.TEXT);
          case DATE -> Set.of(Type.TIMESTAMP);
        };
    for (Operand operand : operands) {
      if (operand instanceof Operand.Literal(MetadataValue value)
          && !here.isEmpty()
          && !here.contains(typeOf(value))) {
        return Optional.of(
            new Problem(
                "type-mismatch",
                "the field \"%s\" holds %s, not %s"
                    .formatted(subject.path(), plural(here), plural(Set.of(typeOf(value))))));
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the types of the values here and of the elements of arrays here, as conditions look at
   * both.
   */
  private Set<Type> comparable() {
    Set<Type> all = new HashSet<>(types);
    elements.forEach(element -> all.addAll(element.types));
    return all;
  }

  private static Type typeOf(MetadataValue value) {
    return switch (value) {
      case MetadataValue.Text text -> Type.TEXT;
      case MetadataValue.Bool flag -> Type.BOOLEAN;
      case MetadataValue.Timestamp moment -> Type.TIMESTAMP;
      default -> Type.NUMBER;
    };
  }

  private static String plural(Set<Type> types) {
    List<String> names = new ArrayList<>();
    for (Type type : EnumSet.copyOf(types)) {
      names.add(
          switch (type) {
            case TEXT -> "text";
            case NUMBER -> "numbers";
            case BOOLEAN -> "booleans";
            case TIMESTAMP -> "timestamps";
          });
    }
    return String.join(" and ", names);
  }

  private Optional<Problem> unknown(FieldPath path) {
    KnownFields here = this;
    for (FieldPath.Step step : path.steps()) {
      Optional<KnownFields> next = here.step(step);
      if (next.isEmpty()) {
        String what = "unknown field \"" + path + "\"";
        return Optional.of(new Problem("unknown-field", what + here.suggestion(step)));
      }
      here = next.get();
    }
    return Optional.empty();
  }

  private Optional<KnownFields> at(FieldPath path) {
    Optional<KnownFields> here = Optional.of(this);
    for (FieldPath.Step step : path.steps()) {
      here = here.flatMap(known -> known.step(step));
    }
    return here;
  }

  private Optional<KnownFields> step(FieldPath.Step step) {
    if (open) {
      return Optional.of(this);
    }
    return switch (step) {
      case FieldPath.Key(String name) -> Optional.ofNullable(fields.get(name));
      case FieldPath.Index index -> elements.stream().findFirst();
      case FieldPath.Each each -> elements.stream().findFirst();
      case FieldPath.Element element -> Optional.of(this);
    };
  }

  /** Returns what is known of the elements of the arrays at a path. */
  KnownFields elementsOf(FieldPath path) {
    return at(path.then(FieldPath.Each.EACH)).orElse(ANY);
  }

  private String suggestion(FieldPath.Step step) {
    if (!(step instanceof FieldPath.Key(String name))) {
      return "; no array is there";
    }
    String best = "";
    int fewest = MAX_EDITS + 1;
    for (String known : new TreeMap<>(fields).keySet()) {
      int edits = edits(name, known);
      if (edits < fewest) {
        fewest = edits;
        best = known;
      }
    }
    return best.isEmpty() ? "" : "; did you mean \"" + best + "\"?";
  }

  /**
   * Returns how many letters must be changed, added, dropped or swapped with their neighbour
   * (optimal string alignment), or a number above {@link #MAX_EDITS} where there are more.
   */
  private static int edits(String a, String b) {
    if (Math.abs(a.length() - b.length()) > MAX_EDITS) {
      return MAX_EDITS + 1;
    }
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}

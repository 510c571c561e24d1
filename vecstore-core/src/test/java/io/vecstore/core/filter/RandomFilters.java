package io.vecstore.core.filter;

import io.vecstore.core.model.FieldPath;
import io.vecstore.core.model.MetadataValue;
import io.vecstore.core.model.RandomMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Random filters over the world of {@link RandomMetadata}, of every kind of condition. */
public final class RandomFilters {

  private static final List<String> LIKES =
      List.of("%", "a%", "%b", "_", "a_a", "%\\%%", "", "%é%", "A%", "__%");
  private static final List<String> REGEXES =
      List.of("", "a", "^a", "b$", "^[ab]+$", "a|é", "(?i)A", ".", "^.$", "\\d", "a.?a", "\\n");

  private final SplittableRandom random;
  private final RandomMetadata values;

  /** Draws from {@code random}. */
  public RandomFilters(SplittableRandom random) {
    this.random = random;
    this.values = new RandomMetadata(random);
  }

  /** Returns a filter on documents. */
  public Filter filter() {
    return filter(3, false);
  }

  private Filter filter(int depth, boolean element) {
    return switch (depth > 0 ? random.nextInt(7) : 6) {
      case 0 -> Filter.and(terms(depth, element));
      case 1 -> Filter.or(terms(depth, element));
      case 2 -> filter(depth - 1, element).not();
      case 3 ->
          new Filter.Elements(path(element), pick(Quantifier.values()), filter(depth - 1, true));
      default -> condition(element);
    };
  }

  private List<Filter> terms(int depth, boolean element) {
    int count = random.nextInt(1, 4);
    return Stream.generate(() -> filter(depth - 1, element)).limit(count).toList();
  }

  private Filter condition(boolean element) {
    return switch (random.nextInt(16)) {
      case 0, 1, 2, 3 -> new Filter.Compare(subject(element), pick(Comparison.values()), operand());
      case 4, 5 -> new Filter.In(subject(element), operands());
      case 6, 7 -> new Filter.Between(subject(element), operand(), operand());
      case 8, 9 -> text(element);
      case 10, 11 -> new Filter.Contains(path(element), pick(Quantifier.values()), operands());
      case 12, 13 -> new Filter.Is(path(element), pick(FieldState.values()));
      case 14 -> new Filter.Within(path(element), area());
      default -> new Filter.Constant(random.nextBoolean());
    };
  }

  private Filter text(boolean element) {
    TextForm form = pick(TextForm.values());
    String pattern =
        switch (form) {
          case LIKE, ILIKE -> LIKES.get(random.nextInt(LIKES.size()));
          case REGEX -> REGEXES.get(random.nextInt(REGEXES.size()));
          default -> values.text();
        };
    return new Filter.TextMatch(subject(element), form, Operand.of(pattern));
  }

  private Area area() {
    double lat = random.nextInt(-5, 5);
    double lon = random.nextInt(-5, 5);
    return switch (random.nextInt(3)) {
      case 0 -> new Area.Circle(new Area.Point(lat, lon), random.nextInt(500_000));
      case 1 -> new Area.Box(lat, random.nextInt(-5, 5), lat + 3, lon);
      default ->
          new Area.Polygon(
              List.of(
                  new Area.Point(lat, lon), new Area.Point(lat + 3, lon), new Area.Point(0, 0)));
    };
  }

  private Subject subject(boolean element) {
    boolean plain = random.nextInt(3) > 0;
    return new Subject(
        path(element), plain ? Subject.Function.VALUE : pick(Subject.Function.values()));
  }

  private FieldPath path(boolean element) {
    List<FieldPath.Step> steps = new ArrayList<>();
    steps.add(element ? FieldPath.Element.ELEMENT : key());
    while (random.nextInt(3) == 0) {
      steps.add(
          switch (random.nextInt(4)) {
            case 0 -> new FieldPath.Index(random.nextInt(3));
            case 1 -> FieldPath.Each.EACH;
            default -> key();
          });
    }
    return new FieldPath(steps);
  }

  private FieldPath.Key key() {
    List<String> keys = RandomMetadata.KEYS;
    return new FieldPath.Key(keys.get(random.nextInt(keys.size())));
  }

  private Operand operand() {
    return random.nextInt(4) == 0
        ? Operand.of(random.nextInt(4))
        : new Operand.Literal(values.scalar());
  }

  private List<Operand> operands() {
    List<Operand> operands = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      operands.add(operand());
    }
    return operands;
  }

  private <T> T pick(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Returns a text, number, boolean or moment of the world. */
  public MetadataValue scalar() {
    return values.scalar();
  }
}

package io.vecstore.core.filter;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.MetadataValue;
import org.jspecify.annotations.Nullable;

/** What a value is compared with. */
public sealed interface Operand {

  /**
   * A value that is known.
   *
   * @param value text, a number, a boolean or a moment
   */
  record Literal(MetadataValue value) implements Operand {
    /** Refuses null, arrays and objects: nothing compares with them. */
    public Literal {
      switch (value) {
        case MetadataValue.Null nothing ->
            throw new InvalidInputException("nothing equals null; ask with IS NULL");
        case MetadataValue.Array array -> throw notOne(value);
        case MetadataValue.Nested nested -> throw notOne(value);
        default -> {}
      }
    }

    private static InvalidInputException notOne(MetadataValue value) {
      return new InvalidInputException(
          "an " + value.typeName() + " to compare with, expected text, number, boolean or moment");
    }
  }

  /**
   * A value to come.
   *
   * @param name as in {@code :name}; the number of a {@code ?}, from 1
   */
  record Parameter(String name) implements Operand {}

  /**
   * A list of values to come; stands alone in its list.
   *
   * @param name as in {@code :name}; the number of a {@code ?}, from 1
   */
  record ListParameter(String name) implements Operand {}

  /**
   * Returns the operand of a Java object, of a type that {@link io.vecstore.core.model.Metadata#of}
   * takes.
   *
   * @throws InvalidInputException if it is null, a list or a map, or has a type that no field has
   */
  static Operand of(@Nullable Object value) {
    return value instanceof Operand ready ? ready : new Literal(MetadataValue.of(value));
  }

  /**
   * Returns the value.
   *
   * @throws InvalidInputException if it is not known
   */
  default MetadataValue known() {
    return switch (this) {
      case Literal(MetadataValue value) -> value;
      case Parameter(String name) -> throw unbound(name);
      case ListParameter(String name) -> throw unbound(name);
    };
  }

  private static InvalidInputException unbound(String name) {
    return new InvalidInputException("the parameter " + written(name) + " has no value; bind it");
  }

  /** Returns a parameter's name as a filter writes it. */
  static String written(String name) {
    return Character.isDigit(name.charAt(0)) ? "?" + name : ":" + name;
  }
}

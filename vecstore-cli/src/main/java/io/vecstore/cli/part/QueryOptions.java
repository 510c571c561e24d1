package io.vecstore.cli.part;

import io.vecstore.VecReader;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.error.NotFoundException;
import io.vecstore.core.query.Query;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A query in the words of the command line. */
public final class QueryOptions {

  @Option(
      names = {"-v", "--vector"},
      paramLabel = "NUMBERS",
      description = "Search near this vector: numbers with commas between.")
  private @Nullable String vector;

  @Option(
      names = "--like",
      paramLabel = "ID",
      description = "Search near the vector of this document.")
  private @Nullable String like;

  @Option(
      names = {"-t", "--text"},
      description = "Search for these words; with a vector, for both.")
  private @Nullable String text;

  @Option(
      names = {"-w", "--where"},
      paramLabel = "FILTER",
      description = "Only among documents that pass this.")
  private @Nullable String where;

  @Option(
      names = "-k",
      defaultValue = "10",
      description = "How many hits. Default: ${DEFAULT-VALUE}")
  private int k;

  @Option(
      names = "--within",
      paramLabel = "MILLIS",
      description = "Give up after so many milliseconds.")
  private @Nullable Long within;

  /** Creates options that are not filled yet. */
  public QueryOptions() {}

  /**
   * Returns the query.
   *
   * @param reader has the document that {@code --like} names
   */
  public Query query(VecReader reader) {
    float[] near = near(reader);
    String words = text;
    Query query;
    if (near != null) {
      query = words == null ? Query.nearest(near) : Query.hybrid(near, words);
    } else if (words != null) {
      query = Query.keywords(words);
    } else {
      throw new InvalidInputException("what to search for? Give --vector, --like or --text");
    }
    String condition = where;
    Query asked = query.topK(k);
    Long millis = within;
    if (millis != null) {
      asked = asked.within(Duration.ofMillis(millis));
    }
    return condition == null ? asked : asked.where(condition);
  }

  private float @Nullable [] near(VecReader reader) {
    String id = like;
    if (id != null) {
      return reader
          .get(id)
          .orElseThrow(() -> new NotFoundException("document", id, "see 'vecstore export'"))
          .vector();
    }
    return vector == null ? null : parse(vector);
  }

  private static float[] parse(String numbers) {
    String[] words = numbers.strip().split("[,\\s]+", -1);
    float[] parsed = new float[words.length];
    for (int i = 0; i < words.length; i++) {
      try {
        parsed[i] = Float.parseFloat(words[i]);
      } catch (NumberFormatException wrong) {
        throw new InvalidInputException(
            "--vector: component " + i + " is \"" + words[i] + "\", a number is expected");
      }
    }
    return parsed;
  }
}

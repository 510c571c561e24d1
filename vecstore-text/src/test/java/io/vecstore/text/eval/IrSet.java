package io.vecstore.text.eval;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A judged collection of the shared test data; a test that needs a missing one is skipped. */
public final class IrSet {

  private static final Pattern FIELD =
      Pattern.compile("\"(_id|title|text)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"");

  public final List<String> ids = new ArrayList<>();
  public final List<String> texts = new ArrayList<>();
  public final Map<String, String> queries = new LinkedHashMap<>();
  public final Judgements judgements;
  private final Path folder;

  private IrSet(Path folder) throws IOException {
    this.folder = folder;
    try (Stream<String> lines = lines(folder.resolve("corpus.jsonl.gz"))) {
      lines.forEach(this::document);
    }
    for (String line : Files.readAllLines(folder.resolve("queries.tsv"))) {
      String[] fields = line.split("\t", 2);
      queries.put(fields[0], fields[1]);
    }
    judgements = Judgements.read(Files.readAllLines(folder.resolve("qrels.tsv")).stream());
  }

  /** Returns the collection, or skips the test. */
  public static IrSet open(String name) {
    Path folder = data().resolve("ir").resolve(name);
    assumeTrue(Files.exists(folder.resolve("corpus.jsonl.gz")), () -> "no test data in " + folder);
    try {
      return new IrSet(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path data() {
    String set = System.getProperty("VECSTORE_DATA", System.getenv("VECSTORE_DATA"));
    if (set != null) {
      return Path.of(set);
    }
    Path at = Path.of("").toAbsolutePath();
    while (at.getParent() != null && !Files.exists(at.resolve("mvnw"))) {
      at = at.getParent();
    }
    return at.resolveSibling("shared").resolve("data");
  }

  /** Returns the MiniLM vectors of the documents or the queries, in file order. */
  public float[][] vectors(String file) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(file));
    java.nio.ByteBuffer buffer =
        java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    int dimension = buffer.getInt(0);
    float[][] rows = new float[bytes.length / (4 + 2 * dimension)][dimension];
    for (float[] row : rows) {
      buffer.getInt();
      for (int i = 0; i < dimension; i++) {
        row[i] = Float.float16ToFloat(buffer.getShort());
      }
    }
    return rows;
  }

  private void document(String line) {
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher matcher = FIELD.matcher(line);
    while (matcher.find()) {
      fields.putIfAbsent(matcher.group(1), unescape(matcher.group(2)));
    }
    ids.add(fields.get("_id"));
    texts.add(fields.getOrDefault("title", "") + "\n" + fields.getOrDefault("text", ""));
  }

  private static String unescape(String json) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < json.length(); i++) {
      char unit = json.charAt(i);
      if (unit != '\\') {
        text.append(unit);
        continue;
      }
      unit = json.charAt(++i);
      switch (unit) {
        case 'n' -> text.append('\n');
        case 't' -> text.append('\t');
        case 'r' -> text.append('\r');
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'u' -> {
          text.append((char) Integer.parseInt(json, i + 1, i + 5, 16));
          i += 4;
        }
        default -> text.append(unit);
      }
    }
    return text.toString();
  }

  private static Stream<String> lines(Path gzip) throws IOException {
    return new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(gzip)), StandardCharsets.UTF_8))
        .lines();
  }
}

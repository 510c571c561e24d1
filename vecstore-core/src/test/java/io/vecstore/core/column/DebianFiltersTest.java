package io.vecstore.core.column;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.spi.MemorySections;
import io.vecstore.core.testkit.PlainJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The 14 filters over the descriptions of 62,436 Debian packages, whose matches another program
 * counted.
 */
class DebianFiltersTest {

  private static Path data() {
    String given = System.getProperty("VECSTORE_DATA", System.getenv("VECSTORE_DATA"));
    Path here = Path.of("").toAbsolutePath();
    Path root = Files.exists(here.resolve("docs")) ? here : here.resolve("..");
    return (given == null ? root.resolve("../shared/data") : Path.of(given)).resolve("debian");
  }

  private static List<Map<String, @Nullable Object>> lines(Path file) throws IOException {
    List<Map<String, @Nullable Object>> lines = new ArrayList<>();
    try (var in = Files.newInputStream(file);
        var plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
        var reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      reader.lines().forEach(line -> lines.add(PlainJson.object(line)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return lines;
  }

  @TestFactory
  List<DynamicTest> everyFilterFindsAsManyAsWereCounted() throws IOException {
    Path data = data();
    assumeTrue(Files.isDirectory(data), "no data at " + data);
    ActiveColumns active = new ActiveColumns();
    for (Map<String, @Nullable Object> row : lines(data.resolve("base_meta.jsonl.gz"))) {
      active.add(active.rows(), Metadata.of(row));
    }
    int rows = active.rows();
    MemorySections sections =
        new MemorySections("debian", SealedColumns.build(active, rows), Arena.ofAuto());
    SealedColumns sealed = SealedColumns.open(sections, rows);
    List<DynamicTest> tests = new ArrayList<>();
    for (Map<String, @Nullable Object> line : lines(data.resolve("filters.jsonl"))) {
      String text = (String) Objects.requireNonNull(line.get("expr"));
      int wanted = ((Long) Objects.requireNonNull(line.get("matches"))).intValue();
      tests.add(
          DynamicTest.dynamicTest(
              text,
              () -> {
                Filter filter = Filter.parse(text);
                assertEquals(wanted, sealed.matching(filter, rows).cardinality());
                assertEquals(wanted, active.matching(filter, rows).cardinality());
              }));
    }
    assertEquals(14, tests.size());
    return tests;
  }
}

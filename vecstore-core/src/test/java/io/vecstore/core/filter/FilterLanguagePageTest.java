package io.vecstore.core.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.FilterSyntaxException;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.testkit.PlainJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the page of the language says, it does. */
class FilterLanguagePageTest {

  private static final Pattern EXAMPLE =
      Pattern.compile("(?m)^\\| (`` ?.*? ?``|`[^`]*`) \\| (true|false) \\|");
  private static final Pattern CODE = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| ");

  private static String page() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path root = Files.exists(here.resolve("docs")) ? here : here.resolve("..");
    return Files.readString(root.resolve("docs/filter-language.md"));
  }

  private static String block(String page, String kind) {
    int start = page.indexOf("```" + kind + "\n") + kind.length() + 4;
    return page.substring(start, page.indexOf("```", start));
  }

  @TestFactory
  List<DynamicTest> everyExampleIsAsThePageSays() throws IOException {
    String page = page();
    Metadata document = Metadata.of(PlainJson.object(block(page, "json")));
    Instant published = Instant.parse(document.getText("published").orElseThrow());
    Metadata sample = document.with("published", published);
    List<DynamicTest> tests = new ArrayList<>();
    for (MatchResult example : EXAMPLE.matcher(page).results().toList()) {
      String text = example.group(1).replaceAll("^(`` ?|`)|( ?``|`)$", "");
      boolean wanted = Boolean.parseBoolean(example.group(2));
      tests.add(
          DynamicTest.dynamicTest(
              text,
              () -> {
                Filter filter = Filter.parse(text);
                assertEquals(wanted, filter.matches(sample), text);
                assertEquals(!wanted, filter.not().matches(sample), text);
                assertEquals(filter, Filter.parse(filter.toString()), text);
              }));
    }
    assertTrue(tests.size() > 60, tests.size() + " examples found");
    return tests;
  }

  @Test
  void theErrorOnThePageIsTheErrorThrown() throws IOException {
    String message =
        assertThrows(FilterSyntaxException.class, () -> Filter.parse("price ~= 'x'")).getMessage();
    assertTrue(page().contains("```\n" + message + "\n```"), message);
  }

  @Test
  void everyCodeOfTheGoldenErrorsIsOnThePage() throws IOException {
    Set<String> documented = new TreeSet<>();
    CODE.matcher(page()).results().forEach(code -> documented.add(code.group(1)));
    Set<String> thrown = new TreeSet<>(FilterErrorsTest.codes());
    assertFalse(thrown.isEmpty());
    assertEquals(documented, thrown);
  }
}

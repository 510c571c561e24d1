package io.vecstore.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documents say can be followed: headings are there, files exist, and code compiles. */
class DocumentsTest {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]*)#([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *#*$");
  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern SOURCE =
      Pattern.compile("`((?:vecstore|examples|house|docs|\\.ci)[\\w./-]*/[\\w.-]+)`");
  private static final Path SOURCES = Repository.ROOT.resolve("examples/src/main/java");

  @Test
  void pagesAreSeen() {
    assertTrue(Repository.pages().contains(Repository.ROOT.resolve("README.md")));
  }

  @Test
  void everyLinkToAHeadingFindsIt() {
    List<String> broken = new ArrayList<>();
    for (Path page : Repository.pages()) {
      LINK.matcher(FENCE.matcher(Repository.read(page)).replaceAll(""))
          .results()
          .filter(link -> !isHeadingOf(page.resolveSibling(link.group(1)), page, link.group(2)))
          .forEach(link -> broken.add(Repository.ROOT.relativize(page) + ": " + link.group()));
    }
    assertEquals("", String.join("\n", broken), "links to headings that are not there");
  }

  @Test
  void everyFileThatAPageNamesIsThere() {
    List<String> missing = new ArrayList<>();
    for (Path page : Repository.pages()) {
      SOURCE
          .matcher(FENCE.matcher(Repository.read(page)).replaceAll(""))
          .results()
          .map(name -> name.group(1))
          .filter(name -> !name.contains("target/"))
          .filter(name -> !Files.exists(Repository.ROOT.resolve(name)))
          .forEach(name -> missing.add(Repository.ROOT.relativize(page) + ": " + name));
    }
    assertEquals("", String.join("\n", missing), "files that are named and not there");
  }

  @Test
  void everyJavaSnippetIsPartOfCompiledCode() {
    Set<String> compiled = new HashSet<>(Snippets.regions(SOURCES).values());
    List<String> strangers = new ArrayList<>();
    for (Path page : Repository.pages()) {
      Snippets.quoted(Repository.read(page)).stream()
          .filter(code -> !compiled.contains(code))
          .forEach(code -> strangers.add(Repository.ROOT.relativize(page) + ":\n" + code));
    }
    assertEquals("", String.join("\n", strangers), "code that no @start region holds");
  }

  @Test
  void everyPackageIsOnTheMap() {
    String map = Repository.read(Repository.ROOT.resolve("docs/architecture.md"));
    List<String> missing =
        Repository.packages().stream().filter(name -> !map.contains("`" + name + "`")).toList();
    assertEquals(List.of(), missing, "packages that docs/architecture.md does not tell of");
  }

  @Test
  void theReadmeOpensWithTheFirstRegionOfTheTour() {
    Map<String, String> regions = Snippets.regions(SOURCES);
    String readme = Repository.read(Repository.ROOT.resolve("README.md"));
    assertEquals(regions.get("Tour.java#open"), Snippets.quoted(readme).getFirst());
  }

  private static boolean isHeadingOf(Path target, Path page, String anchor) {
    Path found = Files.isRegularFile(target) ? target : page;
    return anchors(Repository.read(found)).contains(anchor);
  }

  /** Returns the anchors of a page, as GitHub makes them of its headings. */
  private static Set<String> anchors(String page) {
    Set<String> anchors = new HashSet<>();
    for (MatchResult heading :
        HEADING.matcher(FENCE.matcher(page).replaceAll("")).results().toList()) {
      anchors.add(
          heading
              .group(1)
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-'));
    }
    return anchors;
  }
}

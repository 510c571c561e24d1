package io.vecstore.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every link of a Markdown page to another file of the house leads somewhere. */
class LinksTest {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

  @Test
  void linksLeadSomewhere() throws IOException {
    List<Path> pages = pages();
    assertTrue(!pages.isEmpty(), "no page was read");
    List<String> broken = new ArrayList<>();
    for (Path page : pages) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        String target = link.group(1);
        if (!target.contains(":") && !Files.exists(page.resolveSibling(target))) {
          broken.add(House.ROOT.relativize(page) + ": " + target);
        }
      }
    }
    assertEquals("", String.join("\n", broken), "broken links");
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> top = Files.list(House.ROOT)) {
      top.filter(LinksTest::isPage).forEach(pages::add);
    }
    if (Files.exists(House.ROOT.resolve("docs"))) {
      try (Stream<Path> docs = Files.walk(House.ROOT.resolve("docs"))) {
        docs.filter(LinksTest::isPage).forEach(pages::add);
      }
    }
    return pages;
  }

  private static boolean isPage(Path file) {
    return file.toString().endsWith(".md");
  }
}

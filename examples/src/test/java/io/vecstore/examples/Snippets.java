package io.vecstore.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The regions of compiled code that documents may quote, by the name {@code File.java#region}. */
final class Snippets {

  private static final Pattern REGION =
      Pattern.compile("(?ms)^ *// @start region=\"([^\"]+)\"\\n(.*?)^ *// @end\\n");
  private static final Pattern JAVA_BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");

  /** Returns the regions of every Java file below a folder, without their common indentation. */
  static Map<String, String> regions(Path sources) {
    Map<String, String> regions = new HashMap<>();
    try (Stream<Path> files = Files.walk(sources)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(
              file ->
                  REGION
                      .matcher(Repository.read(file))
                      .results()
                      .forEach(
                          found ->
                              regions.put(
                                  file.getFileName() + "#" + found.group(1),
                                  found.group(2).stripTrailing().stripIndent() + "\n")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return regions;
  }

  /** Returns the Java code that a page quotes. */
  static List<String> quoted(String page) {
    return JAVA_BLOCK.matcher(page).results().map(block -> block.group(1)).toList();
  }

  private Snippets() {}
}

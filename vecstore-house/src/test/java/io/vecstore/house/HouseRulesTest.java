package io.vecstore.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How big a room may be, and what it may be called. The numbers are those of CONTRIBUTING.md. */
class HouseRulesTest {

  private static final int FILE_LINES = 500;
  private static final int MEDIAN_LINES = 140;
  private static final int NINTH_DECILE_LINES = 400;
  private static final int METHOD_LINES = 60;
  private static final int PARAMETERS = 6;
  private static final int TYPES = 18;

  /** Words that name no thing of the field, at the end of a type's name. */
  private static final Pattern EMPTY_WORD =
      Pattern.compile(
          ".*(Manager|Helper|Helpers|Util|Utils|Handler|Impl|Base|Common|Info|Data)|Abstract.*");

  private static final Set<String> WORDS_THAT_STAY = Set.of("SnapshotInfo");

  private static final List<SourceFile> MAIN = read("main");
  private static final List<SourceFile> TESTS = read("test");

  @Test
  void sourcesAreSeen() {
    assertTrue(MAIN.stream().anyMatch(file -> !file.methods().isEmpty()), "no method was read");
  }

  @Test
  void noFileIsLongerThan500Lines() {
    List<String> found = new ArrayList<>();
    for (List<SourceFile> files : List.of(MAIN, TESTS)) {
      files.stream()
          .filter(file -> file.lines() > FILE_LINES)
          .forEach(file -> found.add(file.path() + ": " + file.lines() + " lines"));
    }
    assertNone("files of more than " + FILE_LINES + " lines", found);
  }

  @Test
  void aUsualFileIsShort() {
    int[] lines =
        MAIN.stream()
            .filter(file -> !file.isPackageInfo())
            .mapToInt(SourceFile::lines)
            .sorted()
            .toArray();
    int median = lines[lines.length / 2];
    int ninth = lines[lines.length * 9 / 10];
    assertTrue(median <= MEDIAN_LINES, "half of all files have more than " + median + " lines");
    assertTrue(ninth <= NINTH_DECILE_LINES, "one file of ten has more than " + ninth + " lines");
  }

  @Test
  void noMethodIsLongerThan60Lines() {
    assertNone(
        "methods of more than " + METHOD_LINES + " lines",
        methods(MAIN).stream()
            .filter(method -> method.lines() > METHOD_LINES)
            .map(method -> method + ": " + method.lines() + " lines")
            .toList());
  }

  @Test
  void noMethodHasMoreThan6Parameters() {
    assertNone(
        "methods of more than " + PARAMETERS + " parameters (make a record of them)",
        methods(MAIN).stream()
            .filter(method -> method.parameters() > PARAMETERS)
            .map(method -> method + ": " + method.parameters() + " parameters")
            .toList());
  }

  @Test
  void noPackageHasMoreThan18Types() {
    Map<Path, Long> types =
        MAIN.stream()
            .filter(file -> !file.isPackageInfo())
            .collect(
                Collectors.groupingBy(
                    file -> file.path().getParent(), TreeMap::new, Collectors.counting()));
    assertNone(
        "packages of more than " + TYPES + " types",
        types.entrySet().stream()
            .filter(entry -> entry.getValue() > TYPES)
            .map(entry -> entry.getKey() + ": " + entry.getValue() + " types")
            .toList());
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    assertNone(
        "packages without a documented package-info.java",
        MAIN.stream()
            .map(file -> file.path().getParent())
            .distinct()
            .filter(folder -> !isDocumented(folder.resolve("package-info.java")))
            .map(Path::toString)
            .toList());
  }

  @Test
  void typesAreNamedAfterThingsOfTheField() {
    assertNone(
        "types named with an empty word " + EMPTY_WORD,
        MAIN.stream()
            .flatMap(file -> file.types().stream().filter(isEmptyWord()).map(file::mention))
            .toList());
  }

  private static Predicate<String> isEmptyWord() {
    return name -> EMPTY_WORD.matcher(name).matches() && !WORDS_THAT_STAY.contains(name);
  }

  private static boolean isDocumented(Path packageInfo) {
    return MAIN.stream()
        .anyMatch(file -> file.path().equals(packageInfo) && file.text().startsWith("/**"));
  }

  private static List<SourceFile.Method> methods(List<SourceFile> files) {
    return files.stream().flatMap(file -> file.methods().stream()).toList();
  }

  private static List<SourceFile> read(String sources) {
    List<SourceFile> files = new ArrayList<>();
    for (String module : House.modules()) {
      Path folder = House.ROOT.resolve(module).resolve("src").resolve(sources).resolve("java");
      if (Files.exists(folder)) {
        files.addAll(SourceFile.readAll(House.ROOT, House.javaFiles(folder)));
      }
    }
    return files;
  }

  private static void assertNone(String what, List<String> found) {
    assertEquals("", String.join("\n", found), what);
  }
}

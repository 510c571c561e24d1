package io.vecstore.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Whatever is exported to everybody is documented: the javadoc tool finds no member without a
 * comment and nothing wrong. A tag may be left out where the first sentence says it all. The pages
 * lie in {@code target/javadoc} afterwards.
 */
class JavadocTest {

  private static final Pattern FINDING = Pattern.compile(".*: (warning|error): (?!no @).*");

  @Test
  void whatIsExportedIsDocumented() {
    List<String> sources = new ArrayList<>();
    for (String packageName : Modules.api()) {
      sources.addAll(sourcesOf(packageName));
    }
    assertTrue(sources.size() > 1, "nothing is exported");

    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-d", House.ROOT.resolve("vecstore-house/target/javadoc").toString()));
    arguments.addAll(
        List.of("-Xdoclint:all", "-Xmaxwarns", "10000", "-quiet", "-encoding", "UTF-8"));
    arguments.addAll(List.of("-tag", "apiNote:a:API note:", "-tag", "implNote:a:Note:"));
    arguments.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    arguments.addAll(List.of("--snippet-path", snippetPath()));
    arguments.addAll(sources);

    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output, true);
    int exit =
        ToolProvider.findFirst("javadoc")
            .orElseThrow()
            .run(writer, writer, arguments.toArray(String[]::new));
    assertEquals("", findings(output.toString().lines().toList()));
    assertEquals(0, exit, output::toString);
  }

  /** Private fields of the errors are told of only because errors can be serialized. */
  private static String findings(List<String> output) {
    StringJoiner findings = new StringJoiner("\n");
    for (int i = 0; i < output.size(); i++) {
      boolean isPrivate = i + 1 < output.size() && output.get(i + 1).strip().startsWith("private ");
      if (!isPrivate && FINDING.matcher(output.get(i)).matches()) {
        findings.add(output.get(i));
      }
    }
    return findings.toString();
  }

  private static List<String> sourcesOf(String packageName) {
    String folder = packageName.replace('.', '/');
    return House.LIBRARY.stream()
        .map(module -> House.mainSources(module).resolve(folder))
        .filter(Files::isDirectory)
        .flatMap(sources -> House.javaFiles(sources).stream().filter(isDirectlyIn(sources)))
        .map(Path::toString)
        .toList();
  }

  private static Predicate<Path> isDirectlyIn(Path folder) {
    return file -> file.getParent().equals(folder);
  }

  private static String snippetPath() {
    return House.ROOT.resolve("examples/src/main/java/io/vecstore/examples").toString();
  }
}

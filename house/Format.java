import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Checks ({@code check}) or repairs ({@code fix}) the format of every Java file of the house, in
 * one process. The root of the build runs it; {@code ./format} runs it to repair.
 */
final class Format {

  public static void main(String[] args) throws IOException {
    boolean fix = args[0].equals("fix");
    List<String> files = javaFiles();
    List<String> arguments = new ArrayList<>();
    arguments.addAll(fix ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    arguments.addAll(files);
    ToolProvider formatter = ToolProvider.findFirst("google-java-format").orElseThrow();
    int exit = formatter.run(System.out, System.err, arguments.toArray(String[]::new));
    if (exit != 0) {
      System.err.println(fix ? "Not formatted" : "The files above are not formatted. Run ./format");
      System.exit(1);
    }
    System.out.println(files.size() + " Java files are formatted");
  }

  private static List<String> javaFiles() throws IOException {
    try (Stream<Path> modules = Files.list(Path.of(""))) {
      List<String> found = new ArrayList<>();
      for (Path folder : modules.filter(Format::holdsSources).sorted().toList()) {
        try (Stream<Path> files = Files.walk(folder)) {
          files.map(Path::toString).filter(Format::isOurs).sorted().forEach(found::add);
        }
      }
      return found;
    }
  }

  private static boolean holdsSources(Path folder) {
    return Files.isRegularFile(folder.resolve("pom.xml")) || folder.endsWith("house");
  }

  private static boolean isOurs(String file) {
    return file.endsWith(".java") && !file.contains("/target/");
  }

  private Format() {}
}

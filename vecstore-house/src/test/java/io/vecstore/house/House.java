package io.vecstore.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where the house stands on disk: its modules and their sources. */
final class House {

  static final Path ROOT = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().getParent();

  /** The modules that users get; the bench and the examples only use them. */
  static final List<String> LIBRARY =
      List.of(
          "vecstore-core", "vecstore-index-hnsw", "vecstore-text", "vecstore-persist", "vecstore");

  static Path classes(String module) {
    return ROOT.resolve(module).resolve("target/classes");
  }

  static Path mainSources(String module) {
    return ROOT.resolve(module).resolve("src/main/java");
  }

  /** Returns every module with Java sources, the library first. */
  static List<String> modules() {
    List<String> modules = new ArrayList<>(LIBRARY);
    try (Stream<Path> folders = Files.list(ROOT)) {
      folders
          .filter(folder -> Files.exists(folder.resolve("pom.xml")))
          .filter(folder -> Files.exists(folder.resolve("src")))
          .map(folder -> folder.getFileName().toString())
          .filter(module -> !modules.contains(module))
          .sorted()
          .forEach(modules::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return modules;
  }

  /** Returns the Java files below a folder, or none where it does not exist. */
  static List<Path> javaFiles(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private House() {}
}

package io.vecstore.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** This repository, as a reader of its documents finds it. */
final class Repository {

  static final Path ROOT = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().getParent();

  private static final List<String> LIBRARY =
      List.of(
          "vecstore-core", "vecstore-index-hnsw", "vecstore-text", "vecstore-persist", "vecstore");

  /** Returns every page: those at the root and all below docs. */
  static List<Path> pages() {
    List<Path> pages = new ArrayList<>(markdown(ROOT, 1));
    pages.addAll(markdown(ROOT.resolve("docs"), Integer.MAX_VALUE));
    return pages;
  }

  /** Returns the packages of the library by their names below io.vecstore. */
  static List<String> packages() {
    List<String> packages = new ArrayList<>();
    for (String module : LIBRARY) {
      Path sources = ROOT.resolve(module).resolve("src/main/java/io/vecstore");
      try (Stream<Path> files = Files.walk(sources)) {
        files
            .filter(file -> file.endsWith("package-info.java"))
            .map(file -> sources.relativize(file.getParent()).toString().replace('/', '.'))
            .forEach(name -> packages.add(name.isEmpty() ? "io.vecstore" : name));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return packages;
  }

  private static List<Path> markdown(Path folder, int depth) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Repository() {}
}

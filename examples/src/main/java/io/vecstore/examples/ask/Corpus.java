package io.vecstore.examples.ask;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The files that are searched, by name: a name is the path below the root, with slashes.
 *
 * @param root the folder
 * @param names the files, in order of their names
 */
public record Corpus(Path root, List<String> names) {

  private static final long MAX_BYTES = 4L << 20;
  private static final Set<String> ENDINGS = Set.of("md", "markdown", "txt");

  /** Copies the list. */
  public Corpus {
    names = names.stream().sorted().toList();
  }

  /** Returns this repository's own documentation: the pages at its root and all of docs. */
  public static Corpus ofRepository(Path root) {
    List<String> found = new ArrayList<>();
    for (String page : List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md")) {
      if (Files.isRegularFile(root.resolve(page))) {
        found.add(page);
      }
    }
    Path docs = root.resolve("docs");
    if (Files.isDirectory(docs)) {
      ofFolder(docs).names.forEach(name -> found.add("docs/" + name));
    }
    return new Corpus(root, found);
  }

  /**
   * Returns the Markdown and text files below a folder; hidden files and folders are left out, and
   * files above 4 MiB.
   */
  public static Corpus ofFolder(Path root) {
    List<String> found = new ArrayList<>();
    try {
      Files.walkFileTree(root, new Collector(root, found));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Corpus(root, found);
  }

  /** Returns the content of a file; bytes that are not UTF-8 become replacement characters. */
  public String text(String name) {
    try {
      return new String(Files.readAllBytes(root.resolve(name)), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns when a file was changed last. */
  public Instant modified(String name) {
    try {
      return Files.getLastModifiedTime(root.resolve(name)).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Collector extends SimpleFileVisitor<Path> {

    private final Path root;
    private final List<String> found;

    Collector(Path root, List<String> found) {
      this.root = root;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = root.relativize(file).toString().replace('\\', '/');
      String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      if (attributes.isRegularFile()
          && attributes.size() <= MAX_BYTES
          && !isHidden(file)
          && ENDINGS.contains(ending)) {
        found.add(name);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      return FileVisitResult.CONTINUE;
    }

    private boolean isHidden(Path path) {
      return !path.equals(root) && path.getFileName().toString().startsWith(".");
    }
  }
}

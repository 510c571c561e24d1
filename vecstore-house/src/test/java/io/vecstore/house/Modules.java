package io.vecstore.house;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.nio.file.Files;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What the module descriptors export. */
final class Modules {

  /** Returns the packages that everybody may use. */
  static SortedSet<String> api() {
    return exported(export -> !export.isQualified());
  }

  /** Returns the packages that at least one other module may use. */
  static SortedSet<String> doors() {
    return exported(export -> true);
  }

  private static SortedSet<String> exported(Predicate<Exports> wanted) {
    SortedSet<String> packages = new TreeSet<>();
    for (String module : House.LIBRARY) {
      try (InputStream in =
          Files.newInputStream(House.classes(module).resolve("module-info.class"))) {
        ModuleDescriptor.read(in).exports().stream()
            .filter(wanted)
            .map(Exports::source)
            .forEach(packages::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return packages;
  }

  private Modules() {}
}

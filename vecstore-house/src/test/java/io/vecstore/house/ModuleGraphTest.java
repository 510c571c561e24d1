package io.vecstore.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolvedModule;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests run on the class path, where descriptors count for nothing; here they are resolved as a
 * modular application would resolve them.
 */
class ModuleGraphTest {

  private static final Configuration GRAPH =
      ModuleLayer.boot()
          .configuration()
          .resolve(ModuleFinder.of(), ModuleFinder.of(classPath()), Set.of("io.vecstore"));

  @Test
  void aModularApplicationGetsTheWholeHouse() {
    List<String> ours =
        GRAPH.modules().stream()
            .map(ResolvedModule::name)
            .filter(name -> name.startsWith("io.vecstore"))
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "io.vecstore",
            "io.vecstore.core",
            "io.vecstore.index",
            "io.vecstore.persist",
            "io.vecstore.text"),
        ours);
  }

  @Test
  void noPackageIsInTwoModules() {
    Map<String, String> homes = new HashMap<>();
    for (ResolvedModule module : GRAPH.modules()) {
      for (String name : module.reference().descriptor().packages()) {
        String other = homes.put(name, module.name());
        assertNull(other, () -> name + " is in " + other + " and in " + module.name());
      }
    }
  }

  private static Path[] classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> !path.endsWith("test-classes"))
        .toArray(Path[]::new);
  }
}

package io.vecstore.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Who may know whom. Packages are taken by their full name, so that the handles in {@code
 * io.vecstore} are a room like any other.
 */
class HouseTest {

  private static final JavaClasses LIBRARY =
      new ClassFileImporter().importPaths(House.LIBRARY.stream().map(House::classes).toList());

  /** How many public types a user may meet. */
  private static final int API_TYPES = 105;

  private static final String CORE = "io.vecstore.core.";

  /** The rooms of the core, each with the rooms it may know; all may know the errors. */
  private static final Map<String, Set<String>> CORE_ARROWS =
      Map.ofEntries(
          Map.entry("error", Set.of()),
          Map.entry("model", Set.of()),
          Map.entry("report", Set.of("spi")),
          Map.entry("analysis", Set.of()),
          Map.entry("schema", Set.of("analysis")),
          Map.entry("pattern", Set.of()),
          Map.entry("filter.token", Set.of("model")),
          Map.entry("filter", Set.of("filter.token", "model", "pattern")),
          Map.entry("query", Set.of("filter", "model", "schema", "analysis")),
          Map.entry("tenant", Set.of("model")),
          Map.entry("spi", Set.of("schema", "model")),
          Map.entry(
              "kernel", Set.of("kernel.block", "kernel.code", "kernel.panel", "spi", "schema")),
          Map.entry("kernel.block", Set.of()),
          Map.entry("kernel.code", Set.of()),
          Map.entry("kernel.fused", Set.of("kernel")),
          Map.entry("kernel.panel", Set.of()),
          Map.entry("kernel.rotation", Set.of("kernel")),
          Map.entry("column.match", Set.of("filter", "model", "pattern")),
          Map.entry("column.tree", Set.of("column.match", "kernel", "model", "pattern", "spi")),
          Map.entry("column", Set.of("column.match", "column.tree", "filter", "model", "spi")));

  private static final List<String> ENGINES =
      List.of("io.vecstore.index", "io.vecstore.text", "io.vecstore.persist");

  /** The only package that may open a file. */
  private static final String FILE_LAYER = "io.vecstore.persist.fs";

  /** The mapped log of Chronicle opens its own. */
  private static final String CHRONICLE = "io.vecstore.persist.chronicle";

  @Test
  void everyLibraryModuleIsSeen() {
    for (String module : House.LIBRARY) {
      assertTrue(
          LIBRARY.stream()
              .anyMatch(
                  type ->
                      type.getSource().orElseThrow().getUri().getPath().contains("/" + module + "/")
                          || House.javaFiles(House.mainSources(module)).stream()
                              .allMatch(file -> file.endsWith("package-info.java"))),
          "no class of " + module + " was read");
    }
  }

  @Test
  void noPackageIsInACycle() {
    slices().assignedFrom(new ByFullName()).should().beFreeOfCycles().check(LIBRARY);
  }

  @Test
  void theCoreKnowsOnlyItself() {
    check(noClasses().that().resideInAPackage("io.vecstore.core..").should(knowOutside("core")));
  }

  @Test
  void enginesNeverKnowEachOtherNorTheStore() {
    for (String engine : ENGINES) {
      String room = engine.substring("io.vecstore.".length());
      check(noClasses().that().resideInAPackage(engine + "..").should(knowOutside("core", room)));
    }
  }

  @Test
  void theEngineNeverKnowsTheHandles() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.vecstore.internal..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vecstore"));
  }

  @Test
  void theStoreEntersAnEngineByItsDoor() {
    Set<String> doors = Modules.doors();
    for (String engine : ENGINES) {
      check(
          noClasses()
              .that()
              .resideInAnyPackage("io.vecstore", "io.vecstore.internal..")
              .should()
              .dependOnClassesThat(
                  DescribedPredicate.describe(
                      "are behind the door of " + engine,
                      type ->
                          type.getPackageName().startsWith(engine + ".")
                              && !doors.contains(type.getPackageName()))));
    }
  }

  @Test
  void roomsOfTheCoreKnowOnlyTheRoomsBelowThem() {
    ArchRuleDefinition.classes()
        .that()
        .resideInAPackage("io.vecstore.core..")
        .should(
            new ArchCondition<JavaClass>("know only the rooms of the core below their own") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                checkCoreArrows(type, events);
              }
            })
        .check(LIBRARY);
  }

  @Test
  void onlyTheKernelsKnowTheVectorApi() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.vecstore.core.kernel..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator.vector.."));
  }

  /**
   * Their tests run once, with the Vector API; so they must not be able to tell. What unpacks
   * postings gives the same numbers either way, which the core's own tests show, run both ways; the
   * door to it is that of all kernels.
   */
  @Test
  void wordsAndBytesKnowNoKernelsButTheBlocks() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage("io.vecstore.text..", "io.vecstore.persist..")
            .should()
            .dependOnClassesThat(
                JavaClass.Predicates.resideInAPackage("io.vecstore.core.kernel..")
                    .and(
                        JavaClass.Predicates.resideOutsideOfPackage(
                            "io.vecstore.core.kernel.block"))
                    .and(
                        DescribedPredicate.not(
                            HasName.Predicates.name("io.vecstore.core.kernel.Kernels")))));
  }

  @Test
  void onlyTheFileLayerOpensFiles() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(FILE_LAYER, CHRONICLE)
            .should()
            .dependOnClassesThat(
                nameIsOneOf(
                    "java.nio.file.Files",
                    "java.nio.channels.FileChannel",
                    "java.nio.channels.AsynchronousFileChannel",
                    "java.io.RandomAccessFile",
                    "java.io.FileInputStream",
                    "java.io.FileOutputStream",
                    "java.io.FileReader",
                    "java.io.FileWriter",
                    "java.io.File")));
  }

  @Test
  void whatIsExportedIsFew() {
    Set<String> api = Modules.api();
    List<String> types =
        LIBRARY.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> api.contains(type.getPackageName()))
            .map(JavaClass::getName)
            .sorted()
            .toList();
    assertTrue(types.size() <= API_TYPES, () -> types.size() + " exported types: " + types);
  }

  @Test
  void aLibraryNeitherPrintsNorExits() {
    check(
        noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Throwable.class, "printStackTrace")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("sun.misc", "sun.nio.."));
  }

  private static void checkCoreArrows(JavaClass type, ConditionEvents events) {
    String room = type.getPackageName().substring(CORE.length());
    Set<String> allowed = CORE_ARROWS.get(room);
    if (allowed == null) {
      String message = "package " + type.getPackageName() + " has no entry in CORE_ARROWS";
      events.add(SimpleConditionEvent.violated(type, message));
      return;
    }
    type.getDirectDependenciesFromSelf().stream()
        .filter(arrow -> arrow.getTargetClass().getPackageName().startsWith(CORE))
        .filter(
            arrow -> {
              String target = arrow.getTargetClass().getPackageName().substring(CORE.length());
              return !target.equals(room) && !target.equals("error") && !allowed.contains(target);
            })
        .forEach(arrow -> events.add(SimpleConditionEvent.violated(arrow, arrow.getDescription())));
  }

  private static ArchCondition<JavaClass> knowOutside(String... rooms) {
    return new ArchCondition<>("know VecStore outside " + List.of(rooms)) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(arrow -> isOutside(arrow.getTargetClass().getPackageName(), rooms))
            .forEach(
                arrow -> events.add(SimpleConditionEvent.satisfied(arrow, arrow.getDescription())));
      }
    };
  }

  private static boolean isOutside(String target, String... rooms) {
    if (!target.equals("io.vecstore") && !target.startsWith("io.vecstore.")) {
      return false;
    }
    for (String room : rooms) {
      String inside = "io.vecstore." + room;
      if (target.equals(inside) || target.startsWith(inside + ".")) {
        return false;
      }
    }
    return true;
  }

  private static DescribedPredicate<JavaClass> nameIsOneOf(String... names) {
    Set<String> set = Set.of(names);
    return DescribedPredicate.describe(
        "are one of " + List.of(names), type -> set.contains(type.getName()));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(LIBRARY);
  }

  /** Every package is a slice of its own, the root package too. */
  private static final class ByFullName implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return type.getPackageName().startsWith("io.vecstore")
          ? SliceIdentifier.of(type.getPackageName())
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages by full name";
    }
  }
}

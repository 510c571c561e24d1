package io.vecstore.bench.engine;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.schema.VectorLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Knows every contestant by name, and which of them cannot start here and why. */
public final class EngineCatalog {

  private final Path drivers;
  private final boolean hugePages;

  /**
   * Creates a catalogue.
   *
   * @param drivers the folder with the compiled native drivers, and a file {@code NAME.missing} for
   *     one that could not be compiled
   * @param hugePages whether native engines ask for transparent huge pages
   */
  public EngineCatalog(Path drivers, boolean hugePages) {
    this.drivers = drivers;
    this.hugePages = hugePages;
  }

  /** Returns the names that are known, in the order of the report. */
  public List<String> names() {
    return List.of(
        "vecstore",
        "vecstore-fast",
        "vecstore-compact",
        "vecstore-float",
        "vecstore-engine",
        "vecstore-engine-fast",
        "jvector",
        "lucene",
        "hnswlib",
        "faiss",
        "faiss-sq8",
        "faiss-ivf");
  }

  /**
   * Returns why an engine cannot run here, or nothing if it can.
   *
   * @throws InvalidInputException if the name is unknown
   */
  public Optional<String> missing(String name) {
    check(name);
    return isNative(name) ? driverMissing(library(name)) : Optional.empty();
  }

  /**
   * Returns a new engine, not yet built.
   *
   * @throws InvalidInputException if the name is unknown
   */
  public Engine create(String name) {
    check(name);
    return switch (name) {
      case "vecstore", "vecstore-compact" -> new VecStoreEngine(name, VectorLayout.COMPACT);
      case "vecstore-fast" -> new VecStoreEngine(name, VectorLayout.FAST);
      case "vecstore-float" -> new VecStoreEngine(name, VectorLayout.FLOAT);
      case "vecstore-engine" -> new VecStoreIndexEngine(name, VectorLayout.COMPACT);
      case "vecstore-engine-fast" -> new VecStoreIndexEngine(name, VectorLayout.FAST);
      case "jvector" -> new JVectorEngine();
      case "lucene" -> new LuceneEngine();
      case "hnswlib" -> driver(name, "hnswlib, g++ -O3 -march=native", "ef");
      case "faiss" -> driver(name, "FAISS HNSW,Flat, batches", "ef", "hnsw");
      case "faiss-sq8" -> driver(name, "FAISS HNSW,SQ8, batches", "ef", "hnsw-sq8");
      case "faiss-ivf" -> driver(name, "FAISS IVF,Flat, 4*sqrt(n) lists, batches", "nprobe", "ivf");
      default -> throw new AssertionError(name);
    };
  }

  private Engine driver(String name, String description, String knob, String... arguments) {
    List<String> command = new java.util.ArrayList<>();
    command.add(drivers.resolve(library(name)).toString());
    command.addAll(List.of(arguments));
    NativeEngine engine = new NativeEngine(name, description, knob, command);
    return hugePages ? engine.withHugePages() : engine;
  }

  private Optional<String> driverMissing(String library) {
    Path why = drivers.resolve(library + ".missing");
    try {
      if (Files.isExecutable(drivers.resolve(library))) {
        return Optional.empty();
      }
      return Optional.of(
          Files.isRegularFile(why)
              ? Files.readString(why).strip()
              : "its driver is not compiled; start through vecstore-bench/run");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isNative(String name) {
    return name.startsWith("faiss") || name.equals("hnswlib");
  }

  private static String library(String name) {
    return name.startsWith("faiss") ? "faiss" : name;
  }

  private void check(String name) {
    if (!names().contains(name)) {
      throw new InvalidInputException(
          "engine " + name + " is unknown; known are " + String.join(", ", names()));
    }
  }
}

package io.vecstore.bench.engine;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Quantization;
import io.vecstore.core.schema.VectorLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Knows every contestant by name, and which of them cannot start here and why. */
public final class EngineCatalog {

  private static final IndexSpec.Hnsw FAST = IndexSpec.hnsw().layout(VectorLayout.FAST);

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
        "vecstore-engine-none",
        "vecstore-engine-int8",
        "vecstore-engine-binary",
        "vecstore-engine-product-8x",
        "vecstore-engine-product-16x",
        "vecstore-engine-product-32x",
        "jvector",
        "lucene",
        "hnswlib",
        "faiss",
        "faiss-sq8",
        "faiss-ivf",
        "faiss-pq-8x",
        "faiss-pq-16x",
        "faiss-pq-32x");
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
      case "vecstore", "vecstore-compact" -> new VecStoreEngine(name, IndexSpec.hnsw());
      case "vecstore-fast" -> new VecStoreEngine(name, FAST);
      case "vecstore-float" -> new VecStoreEngine(name, led(Quantization.none()));
      case "jvector" -> new JVectorEngine();
      case "lucene" -> new LuceneEngine();
      case "hnswlib" -> driver(name, "hnswlib, g++ -O3 -march=native", "ef");
      case "faiss" -> driver(name, "FAISS HNSW,Flat, batches", "ef", "hnsw");
      case "faiss-sq8" -> driver(name, "FAISS HNSW,SQ8, batches", "ef", "hnsw-sq8");
      case "faiss-ivf" -> driver(name, "FAISS IVF,Flat, 4*sqrt(n) lists, batches", "nprobe", "ivf");
      case "faiss-pq-8x" -> driver(name, "FAISS PQ, all codes, no ranking", "-", "pq", "2");
      case "faiss-pq-16x" -> driver(name, "FAISS PQ, all codes, no ranking", "-", "pq", "4");
      case "faiss-pq-32x" -> driver(name, "FAISS PQ, all codes, no ranking", "-", "pq", "8");
      default -> new VecStoreIndexEngine(name, dimension -> bare(name, dimension));
    };
  }

  /** Returns how the bare index with a name searches. */
  private static IndexSpec.Hnsw bare(String name, int dimension) {
    return switch (name) {
      case "vecstore-engine" -> IndexSpec.hnsw();
      case "vecstore-engine-fast" -> FAST;
      case "vecstore-engine-none" -> led(Quantization.none());
      case "vecstore-engine-int8" -> led(Quantization.int8());
      case "vecstore-engine-binary" -> led(Quantization.binary());
      case "vecstore-engine-product-8x" -> led(Quantization.product(dimension / 2));
      case "vecstore-engine-product-16x" -> led(Quantization.product(dimension / 4));
      case "vecstore-engine-product-32x" -> led(Quantization.product(dimension / 8));
      default -> throw new AssertionError(name);
    };
  }

  private static IndexSpec.Hnsw led(Quantization codes) {
    return IndexSpec.hnsw().quantization(codes);
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

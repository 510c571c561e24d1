package io.vecstore.bench.ann;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the same race in several JVMs, one after the other, over indexes that only the first one
 * builds.
 *
 * <p>The just-in-time compiler is bimodal for vector code: the same loop can be twice as slow in
 * one JVM as in the next, for as long as that JVM lives. Only a median over JVMs is a fair figure.
 */
final class Forks {

  private static final String RESULT = "vecstore.bench.fork.result";
  private static final String INDEXES = "vecstore.bench.fork.indexes";

  private Forks() {}

  /** Returns where this JVM is to leave its results, if it is a fork, or null. */
  static @Nullable Path result() {
    return path(RESULT);
  }

  /** Returns where this JVM finds the indexes, if it is a fork, or null. */
  static @Nullable Path indexes() {
    return path(INDEXES);
  }

  /**
   * Runs the forks and returns what all of them measured.
   *
   * @param forks how many
   * @param rounds how many rounds each one runs
   * @param indexes the folder in which they share their indexes
   * @param arguments the arguments of this program
   */
  static Results run(int forks, int rounds, Path indexes, List<String> arguments)
      throws IOException {
    Results results = new Results();
    Path file = Files.createTempFile("vecstore-bench", ".tsv");
    try {
      for (int fork = 0; fork < forks; fork++) {
        int exit = start(command(file, indexes, arguments));
        if (exit != 0) {
          throw new IllegalStateException("fork " + fork + " ended with exit code " + exit);
        }
        ResultFile.addTo(results, file, fork * rounds);
      }
      return results;
    } finally {
      Files.delete(file);
    }
  }

  private static int start(List<String> command) throws IOException {
    try {
      return new ProcessBuilder(command)
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.INHERIT)
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a fork ran", e);
    }
  }

  private static List<String> command(Path file, Path indexes, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-D" + RESULT + "=" + file);
    command.add("-D" + INDEXES + "=" + indexes);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("io.vecstore.bench.Bench");
    command.addAll(arguments);
    return command;
  }

  private static @Nullable Path path(String property) {
    String value = System.getProperty(property);
    return value == null ? null : Path.of(value);
  }
}

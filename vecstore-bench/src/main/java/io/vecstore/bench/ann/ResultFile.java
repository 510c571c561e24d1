package io.vecstore.bench.ann;

import io.vecstore.bench.ann.Results.Contestant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a fork hands its results to the JVM that started it: one line an engine, one line a turn,
 * tabs between fields.
 */
final class ResultFile {

  private ResultFile() {}

  static void write(Results results, Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Contestant one : results.contestants()) {
      lines.add(
          line(
              "engine",
              one.name(),
              one.description(),
              one.knob(),
              one.buildSeconds(),
              one.indexBytes()));
    }
    for (Measurement one : results.measurements()) {
      lines.add(
          line(
              "turn",
              one.engine(),
              one.round(),
              one.knob(),
              one.recall(),
              one.wallQps(),
              one.cpuQps(),
              one.p50(),
              one.p99()));
    }
    Files.write(file, lines);
  }

  /** Adds what a fork measured; its rounds are numbered after those of the forks before. */
  static void addTo(Results results, Path file, int firstRound) throws IOException {
    for (String line : Files.readAllLines(file)) {
      String[] field = line.split("\t", -1);
      if (field[0].equals("engine")) {
        results.enter(
            new Contestant(
                field[1],
                field[2],
                field[3],
                Double.parseDouble(field[4]),
                Long.parseLong(field[5])));
      } else {
        results.add(
            new Measurement(
                field[1],
                firstRound + Integer.parseInt(field[2]),
                Integer.parseInt(field[3]),
                Double.parseDouble(field[4]),
                Double.parseDouble(field[5]),
                Double.parseDouble(field[6]),
                Double.parseDouble(field[7]),
                Double.parseDouble(field[8])));
      }
    }
  }

  private static String line(Object... fields) {
    List<String> words = new ArrayList<>();
    for (Object field : fields) {
      words.add(field.toString());
    }
    return String.join("\t", words);
  }
}

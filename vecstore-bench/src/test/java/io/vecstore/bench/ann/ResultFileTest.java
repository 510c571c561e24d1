package io.vecstore.bench.ann;

import static io.vecstore.bench.ann.CurveTest.turn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.bench.ann.Results.Contestant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {

  @TempDir Path folder;

  @Test
  void whatAForkWroteIsReadAsItWas() throws IOException {
    Results written = new Results();
    Contestant faiss = new Contestant("faiss", "FAISS, HNSW", "ef", 1.25, 1L << 40);
    written.enter(faiss);
    written.add(turn("faiss", 1, 10, 0.95, 123.456));
    written.add(new Measurement("faiss", 2, 20, 1, 5, 6, Double.NaN, Double.NaN));
    Path file = folder.resolve("fork.tsv");
    ResultFile.write(written, file);

    Results read = new Results();
    ResultFile.addTo(read, file, 10);

    assertEquals(List.of(faiss), List.copyOf(read.contestants()));
    assertEquals(turn("faiss", 11, 10, 0.95, 123.456), read.measurements().get(0));
    assertEquals(12, read.measurements().get(1).round());
    assertTrue(Double.isNaN(read.measurements().get(1).p99()));
  }
}

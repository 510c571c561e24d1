package io.vecstore.cli;

import io.vecstore.cli.json.Result;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code bench}. */
@Command(
    name = "bench",
    header = "Measures how fast this store, on this machine, finds what is near its own documents.",
    description = {
      "%nTakes vectors of the store as queries, one thread, each query once to warm up and once to"
          + " be",
      "measured. For recall, and to compare engines, see vecstore-bench/run."
    },
    footer = {"", "Example:", "  vecstore bench kb --queries 1000 -k 10", ""})
final class BenchCommand extends StoreCommand {

  @Option(
      names = "--queries",
      defaultValue = "1000",
      description = "How many. Default: ${DEFAULT-VALUE}")
  private int queries;

  @Option(
      names = "-k",
      defaultValue = "10",
      description = "Hits of each. Default: ${DEFAULT-VALUE}")
  private int k;

  @Override
  public Integer call() {
    try (StorePlace.Opened opened = place.open()) {
      List<float[]> vectors;
      try (Stream<Document> all = opened.reader().scan(Filter.everything())) {
        vectors = all.limit(queries).map(Document::vector).toList();
      }
      if (vectors.isEmpty()) {
        throw new InvalidInputException("the store is empty: there is nothing to ask for");
      }
      double[] micros = new double[vectors.size()];
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i < micros.length; i++) {
          long start = System.nanoTime();
          opened.reader().search(Query.nearest(vectors.get(i)).topK(k));
          micros[i] = (System.nanoTime() - start) / 1e3;
        }
      }
      double total = Arrays.stream(micros).sum();
      Arrays.sort(micros);
      print(
          new Result()
              .with("documents", opened.reader().count())
              .with("queries", micros.length)
              .with("queries per second", rounded(micros.length / total * 1e6))
              .with("median us", rounded(micros[micros.length / 2]))
              .with("99 of 100 us", rounded(micros[micros.length * 99 / 100])));
    }
    return 0;
  }

  private static double rounded(double value) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.1f", value));
  }
}

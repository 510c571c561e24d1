package io.vecstore.bench.text;

import io.vecstore.bench.data.JsonLines;
import io.vecstore.bench.data.WorkFolder;
import io.vecstore.bench.text.TextRace.Lap;
import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.kernel.Kernels;
import io.vecstore.text.Analyzer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Makes the indexes, runs the race, and prints its table. */
final class SpeedReport {

  private final TextOptions options;
  private final PrintWriter out;

  SpeedReport(TextOptions options, PrintWriter out) {
    this.options = options;
    this.out = out;
  }

  /** Returns 0, or 1 if the engines did not find the same. */
  int run() throws IOException {
    try (WorkFolder folder = WorkFolder.of(options.keep);
        VecStoreText ours = new VecStoreText();
        LuceneText lucene = new LuceneText(true);
        LuceneText luceneK = new LuceneText(false)) {
      TextIndexes indexes = new TextIndexes(folder.path());
      if (!indexes.areMade()) {
        print("indexing %s", options.texts == null ? "made-up documents" : options.texts);
        indexes.make(corpus(), options.queries, options.segments, List.of(ours, lucene));
      }
      costs(indexes, ours, lucene);
      ours.open(indexes.of(ours));
      lucene.open(indexes.of(lucene));
      luceneK.open(indexes.of(lucene));
      Kernels.choice(); // waits until they are compiled
      return race(indexes.queries(), List.of(ours, lucene, luceneK));
    }
  }

  private TokenCorpus corpus() {
    Path file = options.texts;
    if (file == null) {
      return TokenCorpus.generated(options.documents);
    }
    List<String> texts = new ArrayList<>();
    JsonLines.read(file)
        .forEach(line -> texts.add(Objects.requireNonNullElse(line.get("text"), "").toString()));
    return TokenCorpus.analyzed(texts, Analyzer.of(AnalyzerSpec.of("unicode").then("lowercase")));
  }

  private void costs(TextIndexes indexes, TextEngine... engines) throws IOException {
    print("%-10s %12s %12s %12s", "engine", "documents", "documents/s", "bytes");
    for (TextEngine engine : engines) {
      TextIndexes.Cost cost = indexes.costOf(engine);
      print(
          "%-10s %,12d %,12.0f %,12d  %s",
          engine.name(),
          cost.documents(),
          cost.documents() / cost.seconds(),
          cost.bytes(),
          engine.description());
    }
  }

  private int race(List<SpeedQuery> queries, List<TextEngine> engines) throws IOException {
    Map<String, List<SpeedQuery>> groups = new LinkedHashMap<>();
    for (SpeedQuery query : queries) {
      if (query.group().startsWith(options.only)) {
        groups.computeIfAbsent(query.group(), key -> new ArrayList<>()).add(query);
      }
    }
    print(
        "%-12s %4s %12s %10s %10s %6s %9s %9s",
        "class", "k", "vecstore us", "lucene", "lucene-k", "ratio", "bytes", "lucene");
    TextRace race = new TextRace(engines, options.rounds, options.warmUpMillis);
    int exit = 0;
    for (int k : options.k) {
      for (Map.Entry<String, List<SpeedQuery>> group : groups.entrySet()) {
        Map<String, Lap> laps = race.run(group.getValue(), k);
        exit = Math.max(exit, row(group.getKey(), k, List.copyOf(laps.values())));
      }
    }
    return exit;
  }

  private int row(String group, int k, List<Lap> laps) {
    Lap ours = laps.get(0);
    Lap lucene = laps.get(1);
    Lap luceneK = laps.get(2);
    boolean agree = ours.agrees(lucene) && ours.agrees(luceneK);
    print(
        "%-12s %4d %12.1f %10.1f %10.1f %6.2f %,9.0f %,9.0f%s",
        group,
        k,
        ours.micros(),
        lucene.micros(),
        luceneK.micros(),
        Math.min(lucene.micros(), luceneK.micros()) / ours.micros(),
        ours.bytes(),
        lucene.bytes(),
        agree ? "" : "  SCORES DIFFER " + ours.checksum() + " " + lucene.checksum());
    return agree ? 0 : 1;
  }

  @SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more dependency
  private void print(String pattern, Object... values) {
    out.println(String.format(Locale.ROOT, pattern, values).stripTrailing());
    out.flush();
  }
}

package io.vecstore.bench.text;

import io.vecstore.bench.text.Relevance.Score;
import io.vecstore.bench.text.Relevance.Way;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.error.NotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code text}: how good the rankings are, and how fast the search. */
@Command(
    name = "text",
    header = "Measures keyword and hybrid search: relevance on judged sets, speed beside Lucene.",
    sortOptions = false,
    customSynopsis = {
      "vecstore-bench/run text --corpus DIR [--corpus DIR]",
      "       vecstore-bench/run text --speed [--documents N | --texts FILE] [OPTIONS]"
    },
    description = {
      "",
      "Relevance is measured through the public API: documents with text and vector in a store,"
          + " each question",
      "asked by words, by its vector, by both with the default fusion, and by both with reciprocal"
          + " ranks.",
      "Floors that are not reached make the exit code 1.",
      "",
      "In the race both engines index and search the same terms on one thread, in turns, in one"
          + " process;",
      "the best turn of each counts. Scores that differ make the exit code 1.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "What the columns of the race mean:",
      "  us        processor time of a query in microseconds",
      "  lucene-k  Lucene, told to count no more hits than it returns",
      "  ratio     the faster Lucene's time, divided by ours: above 1 we are faster",
      "  bytes     what a query allocates",
      "",
      "Example (data of this project's developers):",
      "  vecstore-bench/run text --corpus ../shared/data/ir --corpus ../shared/data/debian",
      ""
    })
public final class TextCommand implements Callable<Integer> {

  @Mixin private final TextOptions options = new TextOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (options.corpus.isEmpty() && !options.speed) {
      throw new InvalidInputException("nothing to measure: give --corpus DIR or --speed");
    }
    int exit = options.corpus.isEmpty() ? 0 : relevance();
    return options.speed ? Math.max(exit, new SpeedReport(options, out()).run()) : exit;
  }

  private int relevance() {
    Map<String, Map<Way, Score>> sets = new LinkedHashMap<>();
    print("%-18s %-9s %8s %8s", "set", "way", "nDCG@10", "R@100");
    for (Path folder : folders()) {
      JudgedSet set = JudgedSet.isBeir(folder) ? JudgedSet.beir(folder) : JudgedSet.debian(folder);
      Map<Way, Score> scores = Relevance.of(set);
      sets.put(set.name(), scores);
      scores.forEach((way, score) -> print(set.name(), way, score.ndcg(), score.recall()));
    }
    for (Way way : Way.values()) {
      print(
          "mean",
          way,
          RelevanceGates.mean(sets, way, Score::ndcg),
          RelevanceGates.mean(sets, way, Score::recall));
    }
    List<String> missed = RelevanceGates.missed(sets);
    missed.forEach(line -> print("MISSED %s", line));
    return missed.isEmpty() ? 0 : 1;
  }

  private List<Path> folders() {
    List<Path> folders = new ArrayList<>();
    for (Path given : options.corpus) {
      int before = folders.size();
      try (Stream<Path> inside = Files.list(given)) {
        Stream.concat(Stream.of(given.toAbsolutePath().normalize()), inside.sorted())
            .filter(folder -> JudgedSet.isBeir(folder) || JudgedSet.isDebian(folder))
            .forEach(folders::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (folders.size() == before) {
        throw new NotFoundException(
            "judged collection", given.toString(), "a folder with corpus.jsonl.gz is one");
      }
    }
    return folders;
  }

  private void print(String set, Way way, double ndcg, double recall) {
    print("%-18s %-9s %8.4f %8.4f", set, way.name().toLowerCase(Locale.ROOT), ndcg, recall);
  }

  @SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more dependency
  private void print(String pattern, Object... values) {
    PrintWriter out = out();
    out.println(String.format(Locale.ROOT, pattern, values).stripTrailing());
    out.flush();
  }

  private PrintWriter out() {
    if (spec == null) {
      throw new IllegalStateException("the command was not created by picocli");
    }
    return spec.commandLine().getOut();
  }
}

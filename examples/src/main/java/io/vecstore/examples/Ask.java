package io.vecstore.examples;

import io.vecstore.Embedder;
import io.vecstore.VecStore;
import io.vecstore.core.error.FilterSyntaxException;
import io.vecstore.core.error.VecStoreException;
import io.vecstore.core.filter.Filter;
import io.vecstore.examples.ask.Corpus;
import io.vecstore.examples.ask.Indexer;
import io.vecstore.examples.ask.Interview;
import io.vecstore.examples.ask.Interview.Question;
import io.vecstore.examples.ask.MiniLm;
import io.vecstore.examples.ask.Screen;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Asks a folder of documents: what {@code examples/ask} runs. */
@Command(
    name = "examples/ask",
    mixinStandardHelpOptions = true,
    version = "VecStore example, 0.1",
    sortOptions = false,
    description = {
      "Indexes this repository's documentation, or a folder of your own, and answers questions"
          + " from it: by meaning, by words, and by both; among all passages or those that pass a"
          + " filter.",
      "The model (all-MiniLM-L6-v2) runs in this process; nothing leaves the machine.",
    },
    footerHeading = "%nFor example:%n",
    footer = {
      "  examples/ask",
      "  examples/ask \"how is a torn log tail recognised?\"",
      "  examples/ask --where \"file = 'README.md'\" \"what is it not?\"",
      "  examples/ask --docs ~/notes \"when did we order the batteries?\"",
    })
public final class Ask implements Callable<Integer> {

  private static final List<String> QUESTIONS =
      List.of(
          "What survives when the power fails in the middle of a write?",
          "Which condition finds documents that lack a field?",
          "When does a search walk the graph, and when does it look at every vector?");

  private static final String DOCS = "file STARTSWITH 'docs/'";

  @Parameters(
      arity = "0..*",
      paramLabel = "QUESTION",
      description = "What you want to know; three questions are built in.")
  private List<String> words = List.of();

  @Option(
      names = "--docs",
      paramLabel = "DIR",
      description = "A folder of Markdown and text files (.md, .txt).")
  private @Nullable Path docs;

  @Option(
      names = "--where",
      paramLabel = "FILTER",
      description = "Which passages may answer, for example \"file STARTSWITH 'docs/adr'\".")
  private @Nullable String where;

  @Option(
      names = "--hits",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many answers of each kind; ${DEFAULT-VALUE} unless given.")
  private int hits;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "Where the index is kept; examples/.store unless given.")
  private @Nullable Path store;

  private final Screen screen;

  Ask(Screen screen) {
    this.screen = screen;
  }

  /**
   * Runs the command and ends the process: 0 if all went well, 1 if not, 2 if the command is not
   * understood.
   */
  public static void main(String[] args) {
    System.exit(run(Screen.ofProcess(), args));
  }

  static int run(Screen screen, String... args) {
    CommandLine command = new CommandLine(new Ask(screen));
    command.setParameterExceptionHandler(
        (misuse, arguments) -> {
          PrintWriter err = misuse.getCommandLine().getErr();
          err.println(misuse.getMessage());
          err.println("Try examples/ask --help");
          return ExitCode.USAGE;
        });
    command.setExecutionExceptionHandler((failure, line, parsed) -> report(failure, line));
    return command.execute(args);
  }

  /** Says what went wrong; a failure that nobody foresaw shows where it comes from. */
  private static int report(Exception failure, CommandLine line) {
    if (failure instanceof VecStoreException || failure instanceof UncheckedIOException) {
      line.getErr().println(failure.getMessage());
    } else {
      failure.printStackTrace(line.getErr());
    }
    return ExitCode.SOFTWARE;
  }

  @Override
  public Integer call() {
    Path root = Path.of(System.getProperty("ask.root", "")).toAbsolutePath();
    Path folder = docs == null ? root : docs.toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(line(), "--docs: " + folder + " is not a folder");
    }
    Corpus corpus = docs == null ? Corpus.ofRepository(root) : Corpus.ofFolder(folder);
    List<Question> questions = questions();
    if (corpus.names().isEmpty()) {
      throw new ParameterException(line(), "there is no .md or .txt file in " + folder);
    }
    Path directory =
        store == null ? root.resolve("examples/.store").resolve(nameOf(folder)) : store;
    say(screen.bold("VecStore reads " + folder));
    Embedder model = load();
    try (VecStore open = VecStore.open(directory, Indexer.schema(model))) {
      index(open, model, corpus, directory);
      Interview interview = new Interview(open, model, screen);
      interview.warmUp("how is a question answered while nothing is compiled yet?");
      questions.forEach(question -> interview.ask(question, hits));
    }
    return farewell();
  }

  private static String nameOf(Path folder) {
    return "%s-%08x-2".formatted(folder.getFileName(), folder.hashCode());
  }

  private Embedder load() {
    long start = System.nanoTime();
    Embedder model = new MiniLm();
    model.embed(List.of("the first text takes longer than others"));
    say("  model    all-MiniLM-L6-v2, quantized, 384 components; loaded in " + seconds(start));
    return model;
  }

  private void index(VecStore open, Embedder model, Corpus corpus, Path directory) {
    long start = System.nanoTime();
    Indexer.Report report = new Indexer(open, model, screen).update(corpus);
    say("  store    " + directory);
    say(
        String.format(
            Locale.ROOT,
            "  indexed  %s of %s in %s: %d embedded, %d kept, %d removed",
            Screen.count(report.passages(), "passage"),
            Screen.count(report.files(), "file"),
            seconds(start),
            report.embedded(),
            report.passages() - report.embedded(),
            report.removed()));
  }

  /** Returns what to ask: the question that was given, or the three about this repository. */
  private List<Question> questions() {
    Optional<String> filter = Optional.ofNullable(where);
    try {
      filter.ifPresent(Filter::parse);
    } catch (FilterSyntaxException e) {
      throw new ParameterException(line(), "--where: " + e.getMessage(), e);
    }
    if (!words.isEmpty()) {
      return List.of(new Question(String.join(" ", words), filter));
    }
    Optional<String> among = filter.or(() -> Optional.of(DOCS));
    return docs == null
        ? QUESTIONS.stream().map(text -> new Question(text, among)).toList()
        : List.of();
  }

  private int farewell() {
    say("");
    if (docs == null) {
      say("Ask your own:    examples/ask \"how is a torn log tail recognised?\"");
      say("Another folder:  examples/ask --docs ~/notes \"when did we order the batteries?\"");
    } else {
      say("Ask more:  examples/ask --docs \"" + docs + "\" \"your question\"");
    }
    return ExitCode.OK;
  }

  private static String seconds(long start) {
    return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9);
  }

  private CommandLine line() {
    return new CommandLine(this);
  }

  private void say(String line) {
    screen.out().println(line);
  }
}

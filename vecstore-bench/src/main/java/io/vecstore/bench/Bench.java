package io.vecstore.bench;

import io.vecstore.bench.ann.AnnCommand;
import io.vecstore.bench.crash.CrashCommand;
import io.vecstore.bench.filter.FilterCommand;
import io.vecstore.bench.store.StoreCommand;
import io.vecstore.bench.tenant.TenantCommand;
import io.vecstore.bench.text.TextCommand;
import io.vecstore.core.error.VecStoreException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The tool's entry; {@code vecstore-bench/run} starts it with the right JVM flags. */
@Command(
    name = "vecstore-bench/run",
    header = "Measures VecStore beside its peers, on data you give.",
    description = {
      "",
      "Every command prints a table for people, and can write JSON for programs. Figures mean"
          + " little",
      "on a busy machine: look at the load in the head of the report.",
      ""
    },
    optionListHeading = "Options:%n",
    customSynopsis = "vecstore-bench/run COMMAND [OPTIONS]",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "'vecstore-bench/run COMMAND --help' explains a command, its columns and shows examples.",
      "Extra JVM flags go into VECSTORE_BENCH_JAVA_OPTS.",
      "Exit code: 0 done, 1 failed, 2 wrong arguments."
    },
    subcommands = {
      AnnCommand.class,
      FilterCommand.class,
      StoreCommand.class,
      CrashCommand.class,
      TextCommand.class,
      TenantCommand.class,
      HelpCommand.class
    })
public final class Bench {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this page.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  private Bench() {}

  /** Runs a command and exits with its code. */
  public static void main(String... args) {
    System.exit(commandLine().execute(args));
  }

  /** Returns the parser with all commands; for tests too. */
  static CommandLine commandLine() {
    return new CommandLine(new Bench())
        .setExecutionExceptionHandler(new OneLine())
        .setUsageHelpWidth(100)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Tells expected failures in one line, and shows the whole stack of all others. */
  private static final class OneLine implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(
        Exception failure, CommandLine command, ParseResult parsed) {
      if (failure instanceof VecStoreException) {
        command.getErr().println(failure.getMessage());
      } else {
        failure.printStackTrace(command.getErr());
      }
      return 1;
    }
  }
}

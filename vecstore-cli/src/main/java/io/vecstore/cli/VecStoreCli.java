package io.vecstore.cli;

import io.vecstore.core.error.VecStoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** The entry of the command line; {@code vecstore-cli/vecstore} starts it. */
@Command(
    name = "vecstore",
    mixinStandardHelpOptions = true,
    version = "VecStore 0.1.0-SNAPSHOT",
    header = "A vector database in a directory: fill it, ask it, look after it.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "First steps:",
      "  vecstore create kb --dimension 3 --metric cosine",
      "  echo '{\"id\":\"a\",\"vector\":[1,0,0],\"text\":\"red apples\"}' | vecstore import kb -",
      "  vecstore query kb --vector 0.9,0.1,0",
      "  vecstore query kb --text apples --where \"lang = 'en'\"",
      "",
      "A STORE is a directory. Of a database (collections, namespaces) say which store is meant:",
      "  vecstore query shop --collection articles --text bicycle",
      "",
      "'vecstore COMMAND --help' explains a command and shows examples.",
      "Exit code: 0 done, 1 failed (check: 1 to 3, see there), 2 wrong arguments.",
      ""
    },
    subcommands = {
      CreateCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      QueryCommand.class,
      ExplainCommand.class,
      StatsCommand.class,
      EstimateCommand.class,
      SnapshotCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      CheckCommand.class,
      RepairCommand.class,
      CompactCommand.class,
      NamespaceCommand.class,
      BenchCommand.class,
      HelpCommand.class
    })
public final class VecStoreCli {

  private VecStoreCli() {}

  /** Runs a command and exits with its code. */
  public static void main(String... args) {
    System.exit(commandLine().execute(args));
  }

  /** Returns the parser with all commands. */
  static CommandLine commandLine() {
    return new CommandLine(new VecStoreCli())
        .setExecutionExceptionHandler(new OneLine())
        .setUsageHelpWidth(100)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Tells expected failures in one line, and shows the whole stack of all others. */
  private static final class OneLine implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(
        Exception failure, CommandLine command, ParseResult parsed) {
      switch (failure) {
        case VecStoreException expected ->
            command.getErr().println("vecstore: " + expected.getMessage());
        case IOException file -> command.getErr().println("vecstore: " + file);
        case UncheckedIOException file -> command.getErr().println("vecstore: " + file.getCause());
        default -> failure.printStackTrace(command.getErr());
      }
      return 1;
    }
  }
}

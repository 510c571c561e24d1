package io.vecstore.cli;

import io.vecstore.cli.json.Result;
import io.vecstore.cli.terminal.Progress;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands about one store have in common: which store, and how to answer. */
@Command(mixinStandardHelpOptions = true, sortOptions = false, optionListHeading = "%nOptions:%n")
abstract class StoreCommand implements Callable<Integer> {

  @Mixin StorePlace place = new StorePlace();

  @Option(names = "--json", description = "Answer with JSON, one object a line.")
  boolean json;

  @Spec CommandSpec spec = CommandSpec.create();

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Returns whether somebody looks at a terminal. */
  boolean isWatched() {
    return !json && Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  /** Runs something that takes long, and shows how far it is where somebody looks. */
  <T> T watched(Supplier<T> work) {
    return Progress.watched(err(), isWatched(), work);
  }

  void print(Result result) {
    out().print(json ? result.json() + "\n" : result.text());
    out().flush();
  }
}

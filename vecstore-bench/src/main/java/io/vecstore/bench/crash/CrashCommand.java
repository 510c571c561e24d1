package io.vecstore.bench.crash;

import io.vecstore.bench.data.WorkFolder;
import io.vecstore.internal.store.EngineCrashes;
import io.vecstore.kill.KillCampaign;
import io.vecstore.kill.KillTally;
import io.vecstore.persist.CrashTally;
import io.vecstore.persist.StorageCrashes;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code crash}: the campaigns of the tests, for a time and from a seed. */
@Command(
    name = "crash",
    header = "Crashes stores at every step, and kills processes that write; counts violations.",
    sortOptions = false,
    customSynopsis = {"vecstore-bench/run crash [--seconds N] [--seed S]"},
    description = {
      "",
      "Three campaigns share the time. 'storage' and 'engine' run random histories on a simulated",
      "disk, of the files alone and of the whole engine: at every call that changes the disk the",
      "power is cut, the call fails, the disk breaks or is full, and every disk that this may have",
      "left is opened: everything acknowledged must be there, no batch in part. 'kill' ends real",
      "processes while they write, compact, take snapshots or open what the last one left.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "What the lines mean:",
      "  scripts        random histories that were crashed at every one of their steps",
      "  fault points   steps at which a fault was placed, once for each kind of fault",
      "  images         disks that a crash may have left, and that were opened",
      "  violations     acknowledged writes lost, batches in part, stores that do not open: must be"
          + " 0",
      "",
      "Exit code 1 on any violation; each names its seed, point and image, and how to replay it.",
      ""
    })
public final class CrashCommand implements Callable<Integer> {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this page.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      paramLabel = "N",
      description = "How long to try, all campaigns together (${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "S",
      description = "Seed of the first history (${DEFAULT-VALUE}); the same seed, the same faults.")
  private long seed;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "CAMPAIGN",
      defaultValue = "storage,engine,kill",
      description = "Which campaigns to run (${DEFAULT-VALUE}).")
  private List<String> only = List.of();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Duration share = Duration.ofMillis(1000L * seconds / Math.max(1, only.size()));
    print("seed " + seed);
    int violations = 0;
    if (only.contains("storage")) {
      CrashTally tally = StorageCrashes.run(seed, share);
      print("storage: " + tally);
      violations += tell(tally.violations(), "vecstore-persist", "CrashEveryStepTest");
    }
    if (only.contains("engine")) {
      CrashTally tally = EngineCrashes.run(seed, share);
      print("engine:  " + tally);
      violations += tell(tally.violations(), "vecstore", "EngineCrashTest");
    }
    if (only.contains("kill")) {
      violations += kill(share);
    }
    print("violations: " + violations);
    return violations == 0 ? 0 : 1;
  }

  private int kill(Duration share) throws IOException {
    try (WorkFolder scratch = WorkFolder.of(null)) {
      KillTally tally = KillCampaign.run(seed, Long.MAX_VALUE, share, scratch.path());
      print("kill:    " + tally);
      tally.violations().forEach(violation -> print("  " + violation));
      if (!tally.violations().isEmpty()) {
        print("  again: vecstore-bench/run crash --only kill --seed " + seed);
      }
      return tally.violations().size();
    }
  }

  private int tell(List<String> violations, String module, String test) {
    violations.forEach(violation -> print("  " + violation));
    if (!violations.isEmpty()) {
      print(
          "  replay one: ./mvnw test -pl "
              + module
              + " -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest="
              + test
              + " -Dseed=SEED -Dpoint=POINT -Dfault=FAULT");
    }
    return violations.size();
  }

  private void print(String line) {
    if (spec == null) {
      throw new IllegalStateException("the command was not created by picocli");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}

package io.vecstore.bench.store;

import io.vecstore.bench.ann.Machine;
import io.vecstore.core.schema.Durability;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Prints results for a person at a terminal, a line as soon as it is known. */
@SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more dependency
final class StoreTable {

  private final Consumer<String> out;

  StoreTable(Consumer<String> out) {
    this.out = out;
  }

  void head(Machine machine, Rows rows) {
    line("Rows of %d components, %s", rows.dimension(), rows.origin());
    line("%s", machine.describe());
  }

  void level(Durability level, List<Contestant> contestants) {
    line("");
    StringBuilder settings = new StringBuilder();
    contestants.forEach(
        one -> settings.append("  ").append(one.name()).append(": ").append(one.settings(level)));
    line("%s, rows acknowledged a second  (%s)", level, settings.toString().strip());
    StringBuilder columns = new StringBuilder("writers  batch");
    contestants.forEach(one -> columns.append(format("%14s", one.name())));
    contestants.stream().skip(1).forEach(one -> columns.append(format("%16s", "x " + one.name())));
    line("%s", columns);
  }

  void point(WriteResult result) {
    StringBuilder cells =
        new StringBuilder(format("%7d %6d", result.point().writers(), result.point().batch()));
    result.rates().keySet().forEach(name -> cells.append(format("%,14.0f", result.rate(name))));
    result
        .ratios()
        .values()
        .forEach(ratio -> cells.append(format("%15.2f%s", ratio, ratio < 1 ? "!" : " ")));
    line("%s", cells);
  }

  void reopened(ReopenResult result) {
    line("");
    line("Opening a store of %,d rows in a fresh process", result.rows());
    line("%-34s %8s %9s %9s %7s %10s", "", "open ms", "first ms", "goal ms", "graphs", "replayed");
    for (ReopenResult.Opening one : result.openings()) {
      line(
          "%-34s %8.0f %8.0f%s %9s %7d %,10d",
          one.what(),
          one.openMillis(),
          one.firstMillis(),
          one.goalMillis() > 0 && one.firstMillis() > one.goalMillis() ? "!" : " ",
          one.goalMillis() > 0 ? format("< %.0f", one.goalMillis()) : "-",
          one.graphBuilds(),
          one.replayed());
    }
    LargeStore.Built built = result.built();
    line(
        "On disk %,.0f bytes a row, %,.0f of them the user's; written %s times as many as the"
            + " user's; built in %.0f s",
        (double) built.diskBytes() / result.rows(),
        (double) built.userBytes() / result.rows(),
        built.writtenBytes() < 0
            ? "?"
            : format("%.2f", (double) built.writtenBytes() / built.userBytes()),
        built.seconds());
  }

  private void line(String pattern, Object... values) {
    out.accept(format(pattern, values).stripTrailing());
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}

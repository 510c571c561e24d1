package io.vecstore.persist.fs;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A simulated directory: the names that the system shows, those that the disk has, and the changes
 * between the two.
 */
final class SimDirectory {

  /**
   * A change of names that the disk makes whole or not at all; an absent target means that the name
   * goes.
   */
  private record Change(long sequence, Map<String, Object> puts, List<String> removals) {

    void applyTo(Map<String, Object> names) {
      removals.forEach(names::remove);
      names.putAll(puts);
    }
  }

  private final TreeMap<String, Object> shown = new TreeMap<>();
  private final TreeMap<String, Object> disk = new TreeMap<>();
  private final List<Change> unsynced = new ArrayList<>();

  Map<String, Object> names() {
    return shown;
  }

  void put(String name, Object node, long sequence) {
    change(new Change(sequence, Map.of(name, node), List.of()));
  }

  void remove(String name, long sequence) {
    change(new Change(sequence, Map.of(), List.of(name)));
  }

  void rename(String from, String to, long sequence) {
    change(new Change(sequence, Map.of(to, shown.get(from)), List.of(from)));
  }

  private void change(Change change) {
    unsynced.add(change);
    change.applyTo(shown);
  }

  void sync() {
    unsynced.forEach(change -> change.applyTo(disk));
    unsynced.clear();
  }

  /**
   * Returns the directory in a copy of the file system; {@code copies} keeps two names of a file
   * two names of one file.
   */
  SimDirectory copy(IdentityHashMap<Object, Object> copies) {
    Function<Object, Object> copier =
        node -> node instanceof SimDirectory d ? d.copy(copies) : ((SimNode) node).copy();
    SimDirectory copy = new SimDirectory();
    copyNames(shown, copy.shown, copier, copies);
    copyNames(disk, copy.disk, copier, copies);
    for (Change change : unsynced) {
      TreeMap<String, Object> puts = new TreeMap<>();
      copyNames(change.puts(), puts, copier, copies);
      copy.unsynced.add(new Change(change.sequence(), puts, change.removals()));
    }
    return copy;
  }

  /** Returns what the directory is after a power loss. */
  SimDirectory afterPowerLoss(PowerLoss loss, IdentityHashMap<Object, Object> copies) {
    TreeMap<String, Object> left = new TreeMap<>(disk);
    for (Change change : unsynced) {
      if (loss.keepsName(change.sequence())) {
        change.applyTo(left);
      }
    }
    SimDirectory after = new SimDirectory();
    copyNames(
        left,
        after.disk,
        node ->
            node instanceof SimDirectory d
                ? d.afterPowerLoss(loss, copies)
                : ((SimNode) node).afterPowerLoss(loss),
        copies);
    after.shown.putAll(after.disk);
    return after;
  }

  private static void copyNames(
      Map<String, Object> from,
      Map<String, Object> to,
      Function<Object, Object> copier,
      IdentityHashMap<Object, Object> copies) {
    from.forEach(
        (name, node) -> {
          Object copy = copies.get(node);
          if (copy == null) {
            copy = copier.apply(node);
            copies.put(node, copy);
          }
          to.put(name, copy);
        });
  }
}

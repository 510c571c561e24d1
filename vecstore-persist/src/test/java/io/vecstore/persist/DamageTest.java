package io.vecstore.persist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.StorageException;
import io.vecstore.core.schema.Verification;
import io.vecstore.persist.fs.SimFs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Damages a store that was killed, everywhere. The answer must be a typed error, or what was there,
 * or, where the damage is in the last group of the log, what was there before it, with a report.
 * Nothing else: no other exception, no other state.
 */
class DamageTest {

  private static final DirectoryOptions OPTIONS =
      DirectoryOptions.withBackground(Runnable::run)
          .withChecksums(Verification.FULL)
          .withWals(8192, 8192);

  private SimFs disk;
  private TreeMap<Integer, Long> state;
  private final List<TreeMap<Integer, Long>> earlier = new ArrayList<>();
  private String activeLog;
  private int lastGroup; // where it starts in the active log
  private int refused;
  private int unchanged;
  private int dropped;
  private int rebuilt;

  /** Two segments, tombstones, a sealed log, and an active one with several groups. */
  private void killedStore() throws IOException {
    disk = new SimFs();
    ToyStore store = ToyStore.open(disk, OPTIONS);
    store.write(List.of(Map.of(1, 1L, 2, 2L), Map.of(3, 3L)), true, 0);
    store.flush();
    store.write(List.of(Map.of(1, 11L), Map.of(4, 4L)), true, 0);
    store.flush();
    store.write(List.of(Map.of(5, 5L)), true, 2500);
    earlier.add(store.state());
    store.write(List.of(Map.of(6, 6L)), true, 2500);
    earlier.add(store.state());
    store.write(List.of(Map.of(6, 7L)), true, 300);
    earlier.add(store.state());
    activeLog = store.directory().manifest().wals().getLast().fileName();
    lastGroup = used(disk, activeLog);
    store.write(List.of(Map.of(7, 8L), Map.of(8, 9L)), true, 50);
    earlier.add(new TreeMap<>(earlier.getLast()));
    earlier.getLast().put(7, 8L);
    state = store.state();
    disk = disk.afterKill();
    assertEquals(
        List.of(2L, 1L, 2L), List.of(count("seg-"), count("del-"), count("wal-")), disk.toString());
  }

  /**
   * Returns where the bytes of a log end. If damage makes it end earlier, with zeros, it looks like
   * one that was never written further, and nothing can be reported.
   */
  private static int used(SimFs disk, String log) throws IOException {
    byte[] bytes = disk.bytes(log);
    int end = bytes.length;
    while (bytes[end - 1] == 0) {
      end--;
    }
    return end;
  }

  private long count(String prefix) {
    return disk.list("").stream().filter(name -> name.startsWith(prefix)).count();
  }

  /**
   * Opens a damaged image.
   *
   * @param reachesLastGroup whether the damage reaches into the last group of the active log: then
   *     no later record vouches for what it destroys
   */
  private void judge(SimFs image, String damage, boolean reachesLastGroup) throws IOException {
    boolean erased = reachesLastGroup && used(image, activeLog) < used(disk, activeLog);
    try (ToyStore store = ToyStore.open(image, OPTIONS)) {
      TreeMap<Integer, Long> found = store.state();
      if (!store.report().damagedSections().isEmpty()) {
        assertEquals(state, found, damage);
        rebuilt++;
      } else if (found.equals(state)) {
        unchanged++;
      } else {
        boolean allowed = reachesLastGroup && earlier.contains(found);
        assertTrue(allowed, damage + ": " + found);
        assertTrue(erased || store.report().droppedBytes() > 0, damage);
        dropped++;
      }
    } catch (StorageException expected) {
      refused++;
    } catch (RuntimeException untyped) {
      throw new AssertionError(damage, untyped);
    }
  }

  private boolean reaches(String file, int end) {
    return file.equals(activeLog) && end > lastGroup;
  }

  private List<String> files() {
    List<String> files = new ArrayList<>(disk.list(""));
    files.remove(StoreLock.HOLDER);
    return files;
  }

  private SimFs copy(String file, int at, byte[] bytes) throws IOException {
    SimFs copy = disk.afterKill();
    copy.damage(file, at, bytes);
    return copy;
  }

  private void flipBits(String file, int step, int bit) throws IOException {
    byte[] good = disk.bytes(file);
    for (int at = 0; at < good.length; at += step) {
      byte flipped = (byte) (good[at] ^ (1 << ((at + bit) % 8)));
      judge(
          copy(file, at, new byte[] {flipped}), file + " flipped at " + at, reaches(file, at + 1));
    }
  }

  private void overwrite(String file, int step, int length, RandomGenerator random)
      throws IOException {
    int size = disk.bytes(file).length;
    for (int at = 0; at < size; at += step) {
      byte[] bytes = new byte[Math.min(length, size - at)];
      random.nextBytes(bytes);
      judge(
          copy(file, at, random.nextBoolean() ? bytes : new byte[bytes.length]),
          file + " overwritten at " + at,
          reaches(file, at + length));
    }
  }

  private void cutOff(String file, int step) throws IOException {
    int size = disk.bytes(file).length;
    for (int at = 0; at < size; at += step) {
      SimFs copy = disk.afterKill();
      copy.truncate(file, at);
      judge(copy, file + " cut at " + at, false);
    }
  }

  private void moveBlocks(String file, int block) throws IOException {
    byte[] good = disk.bytes(file);
    for (int from = 0; from + block <= good.length; from += block) {
      for (int to = 0; to + block <= good.length; to += block) {
        byte[] bytes = Arrays.copyOfRange(good, from, from + block);
        judge(
            copy(file, to, bytes),
            file + " has block " + from + " at " + to,
            reaches(file, to + block));
      }
    }
  }

  private void exchange() throws IOException {
    for (String file : files()) {
      SimFs missing = disk.afterKill();
      missing.delete(file);
      judge(missing, file + " missing", false);
      for (String other : files()) {
        if (!file.equals(other)) {
          SimFs replaced = disk.afterKill();
          replaced.delete(file);
          replaced.link(other, file);
          judge(replaced, file + " replaced by " + other, false);
        }
      }
    }
  }

  @Test
  void damageIsReportedOrHarmless() throws IOException {
    killedStore();
    exchange();
    SplittableRandom random = new SplittableRandom(Long.getLong("seed", 7));
    for (String file : files()) {
      boolean log = file.startsWith("wal-");
      flipBits(file, log ? 3 : 1, 0);
      flipBits(file, log ? 5 : 1, 3);
      cutOff(file, log ? 41 : 3);
      overwrite(file, log ? 31 : 5, 64, random);
      overwrite(file, log ? 29 : 5, 8, random);
    }
    report();
    assertTrue(refused > 3000 && unchanged > 1000 && dropped > 20 && rebuilt > 30);
    assertTrue(refused + unchanged + dropped + rebuilt >= 14_000, "too few");
  }

  @Test
  @Tag("slow")
  void damageAnywhereIsReportedOrHarmless() throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    killedStore();
    exchange();
    for (String file : files()) {
      for (int bit = 0; bit < 8; bit++) {
        flipBits(file, 1, bit);
      }
      cutOff(file, 1);
      for (int length : new int[] {1, 8, 64, 512}) {
        overwrite(file, 1, length, random);
      }
      moveBlocks(file, 64);
      moveBlocks(file, 512);
    }
    report();
  }

  private void report() {
    System.out.printf(
        "damaged images, heap of at most %d MB: %d refused, %d unchanged, %d lost the end of the"
            + " log and said so, %d lost a derived section and said so%n",
        Runtime.getRuntime().maxMemory() >> 20, refused, unchanged, dropped, rebuilt);
  }
}

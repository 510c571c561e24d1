package io.vecstore.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.VecReader;
import io.vecstore.VecStore;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Kills processes that write, compact, take snapshots or open a store, at moments that nobody
 * chose; opens what they leave. Every writer's documents are those of its last acknowledged step,
 * or of the one that was under way.
 */
public final class KillCampaign {

  private static final int MOST_VIOLATIONS = 10;
  private static final int MOST_LINES = 60; // that a victim may say before it is killed
  private static final long MOST_NANOS = 5_000_000; // from the last of them on

  private final long seed;
  private final Path directory;
  private final SplittableRandom random;
  private final int[] acknowledged = new int[KillVictim.WRITERS];
  private final List<String> violations = new ArrayList<>();
  private long kills;
  private long whileOpening;
  private long returned;
  private long openingNanos = 30_000_000;
  private SnapshotSeen snapshot = SnapshotSeen.NONE;

  /** A snapshot of which the victim said that it is there, and between which steps it was taken. */
  private record SnapshotSeen(String name, int[] atLeast, int[] atMost) {
    static final SnapshotSeen NONE = new SnapshotSeen("", new int[0], new int[0]);
  }

  private KillCampaign(long seed, Path directory) {
    this.seed = seed;
    this.directory = directory;
    this.random = new SplittableRandom(seed);
    java.util.Arrays.fill(acknowledged, -1);
  }

  /**
   * Kills until there were so many kills, or the time is over.
   *
   * @param scratch an empty directory, for the store
   * @return what was done; violations are counted, not thrown
   */
  public static KillTally run(long seed, long kills, java.time.Duration time, Path scratch) {
    KillCampaign campaign = new KillCampaign(seed, scratch.resolve("store"));
    long end = System.nanoTime() + time.toNanos();
    while (campaign.kills < kills
        && System.nanoTime() < end
        && campaign.violations.size() < MOST_VIOLATIONS) {
      campaign.cycle();
    }
    return new KillTally(
        campaign.kills, campaign.whileOpening, campaign.returned, campaign.violations);
  }

  private void cycle() {
    String at = "seed " + seed + ", after kill " + kills;
    try {
      kill(false);
      while (random.nextInt(3) == 0) {
        kill(true);
      }
      verify();
    } catch (RuntimeException | AssertionError | IOException violation) {
      violations.add(at + ": " + violation);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      violations.add(at + ": interrupted");
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            KillVictim.class.getName(),
            directory.toString(),
            Long.toString(seed),
            Long.toString(kills))
        .redirectErrorStream(true)
        .start();
  }

  private void kill(boolean opening) throws IOException, InterruptedException {
    Process victim = start();
    kills++;
    Listener said = new Listener();
    try (BufferedReader out = victim.inputReader(StandardCharsets.UTF_8)) {
      said.hear(out.readLine());
      assertEquals("opening", said.last);
      long opened = System.nanoTime();
      Thread killer;
      if (opening) {
        killer = killAfter(victim, random.nextLong(openingNanos + 1));
      } else {
        said.hear(out.readLine());
        assertEquals("opened", said.last);
        openingNanos = (3 * openingNanos + System.nanoTime() - opened) / 4;
        said.hearLines(out, random.nextInt(MOST_LINES));
        killer = killAfter(victim, random.nextLong(MOST_NANOS));
      }
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        said.hear(line);
      }
      killer.join();
    }
    assertTrue(victim.waitFor(20, TimeUnit.SECONDS), "does not die");
    whileOpening += opening && !said.opened ? 1 : 0;
  }

  /** The delay is what is tested: a moment that nobody chose. */
  private static Thread killAfter(Process victim, long nanos) {
    return Thread.ofPlatform()
        .start(
            () -> {
              LockSupport.parkNanos(nanos);
              // Unlike that of the process, this leaves readable what was said before.
              victim.toHandle().destroyForcibly();
            });
  }

  /** Understands what the victim says; a line that the kill has cut says nothing. */
  private final class Listener {

    private String last = "";
    private boolean opened;
    private int[] before = new int[0];

    void hear(String line) {
      last = String.valueOf(line);
      String[] words = last.split(" ");
      switch (words[0]) {
        case "opened" -> opened = true;
        case "ack" -> hearAck(words);
        case "begin" -> before = acknowledged.clone();
        case "taken" -> hearTaken(words);
        case "opening", "a", "ac", "b", "be", "beg", "begi", "t", "ta", "tak", "take", "" -> {}
        default -> violations.add("seed " + seed + ": the victim says: " + last);
      }
    }

    void hearLines(BufferedReader out, int lines) throws IOException {
      for (int i = 0; i < lines; i++) {
        hear(out.readLine());
      }
    }

    private void hearAck(String[] words) {
      if (words.length == 3 && words[2].endsWith("!")) {
        int writer = Integer.parseInt(words[1]);
        int step = Integer.parseInt(words[2].substring(0, words[2].length() - 1));
        assertTrue(step > acknowledged[writer], "a step again");
        acknowledged[writer] = step;
        returned++;
      }
    }

    private void hearTaken(String[] words) {
      if (words.length == 2 && words[1].endsWith("!")) {
        int[] atMost = java.util.Arrays.stream(acknowledged).map(step -> step + 1).toArray();
        String name = words[1].substring(0, words[1].length() - 1);
        snapshot = new SnapshotSeen(name, before, atMost);
      }
    }
  }

  private void verify() {
    try (VecStore store = KillVictim.open(directory)) {
      for (int writer = 0; writer < KillVictim.WRITERS; writer++) {
        int said = acknowledged[writer];
        acknowledged[writer] = verify(store, writer, said, said + 1);
      }
      assertEquals(store.count(), store.search(Query.nearest(0, 0, 0, 1).topK(1000)).size());
      verifySnapshot(store);
    }
  }

  /** Compares what a writer has written; returns its last step that is there. */
  private int verify(VecReader store, int writer, int atLeast, int atMost) {
    KillHistory history = new KillHistory(seed, writer);
    int found = KillVictim.steps(store, history);
    String place = "writer " + writer + ", step " + found;
    assertTrue(found >= atLeast, place + " is there, " + atLeast + " was acknowledged");
    assertTrue(found <= atMost, place + " is there, " + atMost + " is the last that can be");
    KillHistory.State expected = history.after(found);
    TreeMap<String, Document> shown = new TreeMap<>();
    try (Stream<Document> all = store.scan("TRUE")) {
      all.filter(document -> document.id().startsWith("w" + writer + "-"))
          .forEach(document -> shown.put(document.id(), document));
    }
    assertEquals(expected.shown(), shown, place);
    if (store instanceof VecStore live) {
      List<String> hidden =
          live.deleted().keySet().stream()
              .filter(id -> id.startsWith("w" + writer + "-"))
              .sorted()
              .toList();
      assertEquals(List.copyOf(expected.hidden().keySet()), hidden, place);
    }
    return found;
  }

  /** The next one may have been taken and this one deleted, without a word of it. */
  private void verifySnapshot(VecStore store) {
    boolean there =
        store.snapshots().list().stream().anyMatch(found -> found.name().equals(snapshot.name()));
    if (there) {
      try (VecReader reader = store.snapshots().open(snapshot.name())) {
        for (int writer = 0; writer < KillVictim.WRITERS; writer++) {
          verify(reader, writer, snapshot.atLeast()[writer], snapshot.atMost()[writer]);
        }
      }
    } else {
      boolean another = !store.snapshots().list().isEmpty();
      assertTrue(snapshot.name().isEmpty() || another, "snapshot " + snapshot.name() + " is gone");
    }
  }
}

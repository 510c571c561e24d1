package io.vecstore.persist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vecstore.core.error.DiskFullException;
import io.vecstore.core.error.DurabilityUnknownException;
import io.vecstore.core.error.StorageException;
import io.vecstore.core.error.StoreFailedException;
import io.vecstore.persist.fs.NioFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What no simulator can show: a file system that is really full, a C library that really fails,
 * handles that really close.
 */
class RealDiskTest {

  private static final DirectoryOptions OPTIONS = DirectoryOptions.withBackground(Runnable::run);

  private static List<String> java(String main, Path directory) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx64m",
        "-cp",
        System.getProperty("java.class.path"),
        main,
        directory.toString());
  }

  private static String run(ProcessBuilder builder) throws IOException {
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), output);
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
    return output;
  }

  private static void put(ToyStore store, int key, long value, int padding) {
    store.write(List.of(Map.of(key, value)), true, padding);
  }

  /** Fills a disk of a few megabytes, makes room, goes on, opens again. */
  static final class Filler {
    public static void main(String[] args) throws IOException {
      Path directory = Path.of(args[0], "store");
      Path ballast = Path.of(args[0], "ballast");
      Files.write(ballast, new byte[2 << 20]);
      int written = 0;
      ToyStore store = ToyStore.open(new NioFs(directory), OPTIONS);
      int refused = 0;
      while (refused < 3) {
        try {
          put(store, written, written + 1, 60_000);
          written++;
        } catch (DiskFullException full) {
          refused++;
        }
      }
      assertEquals(written, store.state().size());
      Files.delete(ballast);
      put(store, written, written + 1, 60_000);
      written++;
      store.close();
      try (ToyStore next = ToyStore.open(new NioFs(directory), OPTIONS)) {
        assertEquals(written, next.state().size());
        next.flush();
        put(next, 1_000_000, 1, 0);
        assertEquals(written + 1, next.state().size());
      }
      System.out.println("acknowledged " + written);
    }
  }

  @Test
  void aFileSystemThatIsReallyFullLosesNothing(@TempDir Path directory) throws IOException {
    String probe = "mount -t tmpfs -o size=6m tmpfs '" + directory + "' && exec \"$@\"";
    List<String> command = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c", probe, "sh"));
    String refused = "";
    try {
      List<String> trial = new ArrayList<>(command);
      trial.add("true");
      refused = run(new ProcessBuilder(trial));
    } catch (IOException noUnshare) {
      refused = String.valueOf(noUnshare.getMessage());
    }
    assumeTrue(refused.isEmpty(), "no private mounts here: " + refused);
    command.addAll(java(Filler.class.getName(), directory));
    String output = run(new ProcessBuilder(command));
    assertTrue(output.contains("acknowledged "), output);
    int written = Integer.parseInt(output.replaceAll("(?s).*acknowledged (\\d+).*", "$1"));
    assertTrue(written > 20, output);
  }

  /** Writes until the C library fails; prints each key as soon as it is acknowledged. */
  static final class Victim {
    public static void main(String[] args) {
      List<Integer> acknowledged = new ArrayList<>();
      try (ToyStore store = ToyStore.open(new NioFs(Path.of(args[0])), OPTIONS)) {
        for (int i = 0; i < 12; i++) {
          try {
            put(store, i, i + 1, 500);
            acknowledged.add(i);
            System.out.println("ack " + i);
            System.out.flush();
            if (i % 5 == 4) {
              store.flush();
            }
          } catch (DurabilityUnknownException | DiskFullException failure) {
            System.out.println("failed: " + failure.getMessage());
          } catch (StoreFailedException refused) {
            break;
          }
        }
        System.out.println("readable " + (store.state().keySet().containsAll(acknowledged)));
      } catch (StorageException | DiskFullException | DurabilityUnknownException failure) {
        System.out.println("failed: " + failure.getMessage());
      }
      System.out.println("ended");
    }
  }

  /** The functions fail, or the process dies, at the call whose number the environment says. */
  private static final String SHIM =
      """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <errno.h>
      #include <signal.h>
      #include <stdlib.h>
      #include <string.h>
      #include <sys/types.h>
      #include <unistd.h>
      static int strikes(const char *name) {
        static int calls;
        const char *call = getenv("SHIM_CALL"), *at = getenv("SHIM_AT");
        return call && at && !strcmp(call, name) && ++calls == atoi(at);
      }
      static int fail(void) { errno = atoi(getenv("SHIM_ERRNO")); return -1; }
      int fsync(int fd) {
        int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
        return strikes("sync") ? fail() : real(fd);
      }
      int fdatasync(int fd) {
        int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
        return strikes("sync") ? fail() : real(fd);
      }
      ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
        ssize_t (*real)(int, const void *, size_t, off64_t) = dlsym(RTLD_NEXT, "pwrite64");
        if (!strikes("write")) return real(fd, bytes, length, at);
        int error = atoi(getenv("SHIM_ERRNO"));
        if (error == 0) return real(fd, bytes, length > 1 ? length / 2 : length, at);
        if (error < 0) { real(fd, bytes, length / 2, at); kill(getpid(), SIGKILL); }
        return fail();
      }
      """;

  private static Path shim(Path directory) throws IOException {
    Path source = Files.writeString(directory.resolve("shim.c"), SHIM);
    Path library = directory.resolve("shim.so");
    String output;
    try {
      output =
          run(
              new ProcessBuilder(
                  "cc", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl"));
    } catch (IOException noCompiler) {
      output = String.valueOf(noCompiler.getMessage());
    }
    assumeTrue(Files.exists(library), "no C compiler here: " + output);
    return library;
  }

  @Test
  void whenTheSystemReallyFailsNothingAcknowledgedIsLost(@TempDir Path directory)
      throws IOException {
    assertTrue(failEvery(15, directory) >= 3);
  }

  @Test
  @Tag("slow")
  void whereverTheSystemReallyFailsNothingAcknowledgedIsLost(@TempDir Path directory)
      throws IOException {
    assertTrue(failEvery(1, directory) >= 60);
  }

  /** Returns how many runs noticed a fault. */
  private static int failEvery(int step, Path directory) throws IOException {
    Path library = shim(directory);
    int struck = 0;
    for (String fault :
        List.of("sync 5", "sync 28", "write 5", "write 28", "write 0", "write -1")) {
      String[] words = fault.split(" ");
      for (int at = 1; at <= 30; at += step) {
        Path store = directory.resolve(fault.replace(' ', '_') + "_" + at);
        ProcessBuilder victim = new ProcessBuilder(java(Victim.class.getName(), store));
        victim.environment().put("LD_PRELOAD", library.toString());
        victim.environment().put("SHIM_CALL", words[0]);
        victim.environment().put("SHIM_ERRNO", words[1]);
        victim.environment().put("SHIM_AT", Integer.toString(at));
        String output = run(victim);
        struck += output.contains("failed:") || !output.contains("ended") ? 1 : 0;
        assertTrue(!output.contains("readable false"), fault + " at " + at + ": " + output);
        survives(store, acknowledged(output), fault + " at " + at + ": " + output);
      }
    }
    System.out.printf("faults of the C library: %d noticed, 0 violations%n", struck);
    return struck;
  }

  private static List<Integer> acknowledged(String output) {
    Matcher keys = Pattern.compile("ack ([0-9]+)").matcher(output);
    return keys.results().map(key -> Integer.valueOf(key.group(1))).toList();
  }

  private static void survives(Path directory, List<Integer> acknowledged, String what) {
    NioFs fs = new NioFs(directory);
    if (acknowledged.isEmpty() && !StoreDirectory.exists(fs)) {
      return;
    }
    try (ToyStore store = ToyStore.open(fs, OPTIONS)) {
      TreeMap<Integer, Long> state = store.state();
      for (int key : acknowledged) {
        assertEquals(key + 1L, state.get(key), what);
      }
    }
  }

  private static long entries(String folder, Path directory) throws IOException {
    if (folder.endsWith("maps")) {
      try (Stream<String> lines = Files.lines(Path.of(folder))) {
        return lines.filter(line -> line.contains(directory.toString())).count();
      }
    }
    try (Stream<Path> open = Files.list(Path.of(folder))) {
      return open.filter(handle -> points(handle, directory)).count();
    }
  }

  private static boolean points(Path handle, Path directory) {
    try {
      return Files.readSymbolicLink(handle).startsWith(directory);
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  @Test
  void nothingStaysOpenOrMapped(@TempDir Path directory) throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "no /proc here");
    Path real = directory.toRealPath();
    for (int cycle = 0; cycle < 25; cycle++) {
      ToyStore store = ToyStore.open(new NioFs(real.resolve("store")), OPTIONS);
      put(store, cycle, 1, 100);
      store.flush();
      assertEquals(cycle + 1, store.state().size());
      if (cycle % 10 == 9) {
        store.compact();
      }
      store.close();
      assertEquals(0, entries("/proc/self/fd", real), "open files after cycle " + cycle);
      assertEquals(0, entries("/proc/self/maps", real), "mappings after cycle " + cycle);
    }
  }
}

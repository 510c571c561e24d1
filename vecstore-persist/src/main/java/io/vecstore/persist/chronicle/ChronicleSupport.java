package io.vecstore.persist.chronicle;

import io.vecstore.core.error.StoreStateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds out whether a mapped log of Chronicle would do what it promises in this JVM. */
public final class ChronicleSupport {

  /** The options of the JVM that the log needs. */
  public static final List<String> FLAGS =
      List.of(
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "-DmappedFile.retain=true");

  private ChronicleSupport() {}

  /**
   * Returns what stands in the way, one sentence each; nothing if all is well.
   *
   * <p>Besides what Chronicle needs to map at all, this asks for what it needs to be safe: without
   * {@code mappedFile.retain} a log stays mapped after it is closed, and keeps its place on the
   * disk after it is deleted; and only under Linux a force of the file is sure to write what was
   * stored through a mapping.
   */
  public static List<String> obstacles() {
    List<String> found = new ArrayList<>();
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
      found.add("forcing a mapped file is reliable on Linux only");
    }
    if (!Boolean.getBoolean("mappedFile.retain")) {
      found.add("-DmappedFile.retain=true is missing");
    }
    try {
      Class<?> core = Class.forName("net.openhft.chronicle.core.Jvm", false, loader());
      Class.forName("net.openhft.chronicle.bytes.MappedBytes", false, loader());
      for (String name : List.of("sun.nio.ch", "java.lang.reflect")) {
        if (!Object.class.getModule().isOpen(name, core.getModule())) {
          found.add("--add-opens=java.base/" + name + "=ALL-UNNAMED is missing");
        }
      }
    } catch (ClassNotFoundException missing) {
      found.add("net.openhft:chronicle-bytes is not on the class path");
    }
    return found;
  }

  private static ClassLoader loader() {
    return ChronicleSupport.class.getClassLoader();
  }

  /**
   * Lets through who has everything.
   *
   * @throws StoreStateException that says what is missing
   */
  public static void check() {
    List<String> found = obstacles();
    if (!found.isEmpty()) {
      throw new StoreStateException(
          "the Chronicle log cannot start: "
              + String.join("; ", found)
              + ". Add the dependency and the JVM options "
              + String.join(" ", FLAGS)
              + ", or use the default log");
    }
  }
}

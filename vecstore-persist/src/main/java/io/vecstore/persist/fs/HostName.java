package io.vecstore.persist.fs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name of this machine, without asking the network for it. */
public final class HostName {

  private HostName() {}

  /** Returns the name, or {@code unknown host}. */
  public static String get() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException notLinux) {
      String windows = System.getenv("COMPUTERNAME");
      String unix = System.getenv("HOSTNAME");
      return windows != null ? windows : unix != null ? unix : "unknown host";
    }
  }
}

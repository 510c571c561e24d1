package io.vecstore.bench.ann;

import com.sun.management.OperatingSystemMXBean;
import io.vecstore.VecStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where it ran, for whoever reads the figures later.
 *
 * @param cpu the processor's own name
 * @param cores how many processors this JVM may use
 * @param memoryBytes the machine's memory
 * @param os the operating system and its version
 * @param hugePages the system's setting for transparent huge pages, or {@code unknown}
 * @param load the load average of the last minute; negative where not known
 * @param jvm name and version of the JVM
 * @param flags the JVM's own arguments
 */
public record Machine(
    String cpu,
    int cores,
    long memoryBytes,
    String os,
    String hugePages,
    double load,
    String jvm,
    List<String> flags) {

  /** Looks around. */
  public static Machine here() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        line("/proc/cpuinfo", "model name").replaceAll(".*:\\s*", ""),
        system.getAvailableProcessors(),
        system.getTotalMemorySize(),
        system.getName() + " " + system.getVersion(),
        line("/sys/kernel/mm/transparent_hugepage/enabled", "[").replaceAll(".*\\[(.*)].*", "$1"),
        system.getSystemLoadAverage(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        ManagementFactory.getRuntimeMXBean().getInputArguments());
  }

  /** Returns the sentence for the head of a report; waits until our kernels are warm. */
  public String describe() {
    return "%s, %d cores, %d GiB, %s, huge pages %s, load %.1f; %s; %s"
        .formatted(
            cpu,
            cores,
            Math.round(memoryBytes / 0x1p30),
            os,
            hugePages,
            load,
            jvm,
            VecStore.kernel());
  }

  private static String line(String file, String part) {
    Path path = Path.of(file);
    if (!Files.isReadable(path)) {
      return "unknown";
    }
    try (var lines = Files.lines(path)) {
      return lines.filter(line -> line.contains(part)).findFirst().orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}

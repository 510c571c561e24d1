package io.vecstore.internal.disk;

import io.vecstore.core.error.StoreStateException;
import io.vecstore.core.schema.DiskOptions;
import io.vecstore.persist.chronicle.ChronicleLogFs;
import io.vecstore.persist.fs.NioFs;
import io.vecstore.persist.fs.StorageErrors;
import io.vecstore.persist.fs.StoreFs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Directories of the operating system, as stores see them. */
public final class StoreDisk {

  private StoreDisk() {}

  /** Names a directory; neither looks at it nor creates it. */
  public static StoreFs at(Path directory) {
    return nio(directory);
  }

  /**
   * Names a directory that is to be written the way the options ask for.
   *
   * @throws StoreStateException if it is on a network disk and the options do not allow that, or
   *     the JVM lacks what the log needs
   */
  public static StoreFs at(Path directory, DiskOptions options) {
    NioFs files = nio(directory);
    if (!options.networkDisk()) {
      refuseNetwork(files);
    }
    return switch (options.log()) {
      case STANDARD -> files;
      case CHRONICLE -> new ChronicleLogFs(files);
    };
  }

  private static NioFs nio(Path directory) {
    return new NioFs(directory.toAbsolutePath().normalize());
  }

  private static void refuseNetwork(NioFs files) {
    try {
      Optional<String> network = files.networkDisk();
      if (network.isPresent()) {
        throw new StoreStateException(
            files.origin()
                + " is on a network disk ("
                + network.get()
                + "), whose locks and forced writes may not hold. Choose a disk of this machine,"
                + " or allow it with networkDisk(true)");
      }
    } catch (IOException failure) {
      throw StorageErrors.of("asking for the kind of disk", files.origin(), failure);
    }
  }
}

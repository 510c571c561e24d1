package io.vecstore.persist.manifest;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.persist.fs.FileNumber;
import io.vecstore.persist.fs.StoreFile;
import io.vecstore.persist.fs.StoreFs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The manifest files of a directory, and how one of them becomes the current one: it is written
 * under a temporary name, forced, and renamed; the rename, once the directory is forced, is the
 * commit. The highest generation is current. If it is damaged the store is: an older one names
 * files that may be gone.
 */
public final class ManifestFiles {

  private static final String PREFIX = "MANIFEST-";
  private static final int DIGITS = 16;
  private static final int LARGEST = 256 << 20;

  private ManifestFiles() {}

  /** Returns the name of the file of a generation. */
  public static String fileName(long generation) {
    return PREFIX + FileNumber.padded(generation, 16);
  }

  /**
   * Returns the generation that a file name stands for; nothing if it is not the name of a
   * manifest.
   */
  public static OptionalLong generation(String fileName) {
    boolean named =
        fileName.length() == PREFIX.length() + DIGITS
            && fileName.startsWith(PREFIX)
            && fileName.chars().skip(PREFIX.length()).allMatch(c -> c >= '0' && c <= '9');
    return named
        ? OptionalLong.of(Long.parseLong(fileName.substring(PREFIX.length())))
        : OptionalLong.empty();
  }

  /** Returns the highest generation among file names, 0 if there is none. */
  public static long newest(List<String> fileNames) {
    return fileNames.stream().mapToLong(name -> generation(name).orElse(0)).max().orElse(0);
  }

  /**
   * Reads the current manifest; nothing if the directory has none.
   *
   * @throws CorruptStoreException if it is damaged
   */
  public static Optional<Manifest> latest(StoreFs fs) throws IOException {
    long generation = newest(fs.list(""));
    return generation == 0 ? Optional.empty() : Optional.of(read(fs, generation));
  }

  private static Manifest read(StoreFs fs, long generation) throws IOException {
    String name = fileName(generation);
    String origin = fs.origin() + "/" + name;
    try (StoreFile file = fs.openRead(name)) {
      long size = file.size();
      if (size > LARGEST) {
        throw new CorruptStoreException(origin, -1, "it has " + size + " bytes");
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) size);
      file.readFully(bytes, 0);
      Manifest manifest = ManifestCodec.decode(bytes.flip(), origin);
      if (manifest.generation() != generation) {
        throw new CorruptStoreException(origin, 40, "it holds generation " + manifest.generation());
      }
      return manifest;
    }
  }

  /**
   * Writes and forces a manifest under its temporary name. All files that it names are durable
   * already. Nothing is committed yet: a failure leaves the store as it was, and the next attempt
   * takes the next generation.
   */
  public static void prepare(StoreFs fs, Manifest manifest) throws IOException {
    ByteBuffer bytes = ManifestCodec.encode(manifest);
    try (StoreFile file = fs.createNew(temporary(manifest.generation()), bytes.limit())) {
      file.write(bytes, 0);
      file.force();
    }
  }

  /**
   * Makes a prepared manifest the current one. After a failure nobody knows whether it is.
   *
   * @throws FencedException if somebody else has committed since
   */
  public static void publish(StoreFs fs, long generation) throws IOException {
    if (newest(fs.list("")) >= generation) {
      throw new FencedException(fs.origin() + ": another writer has committed a manifest");
    }
    fs.rename(temporary(generation), fileName(generation));
    fs.syncDirectory("");
  }

  /** Returns the temporary name of a generation's file. */
  public static String temporary(long generation) {
    return "tmp-" + fileName(generation);
  }
}

package io.vecstore.persist;

import io.vecstore.core.schema.Verification;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * How a directory is opened. Nothing of it goes to disk.
 *
 * @param checksums what is verified at open
 * @param smallestWal the length of the first log of a session, in bytes; each further one has twice
 *     the length
 * @param largestWal the length at which this doubling stops, in bytes
 * @param logged whether there is a log; a store in memory needs none
 * @param background runs the deletion of files and the closing of mappings
 * @param random makes identities and salts
 */
public record DirectoryOptions(
    Verification checksums,
    long smallestWal,
    long largestWal,
    boolean logged,
    Executor background,
    RandomGenerator random) {

  /** Checks the lengths. */
  public DirectoryOptions {
    if (smallestWal < 8192 || largestWal < smallestWal || largestWal > 1 << 30) {
      throw new IllegalArgumentException("log lengths " + smallestWal + " to " + largestWal);
    }
  }

  /** Returns the defaults: logs from 1 to 64 MiB. */
  public static DirectoryOptions withBackground(Executor background) {
    return new DirectoryOptions(
        Verification.DEFAULT, 1 << 20, 64 << 20, true, background, identities());
  }

  /**
   * Returns what makes identities, which have to differ and need no secret; safe from any thread.
   * SecureRandom is many classes for the first store of a process.
   */
  private static RandomGenerator identities() {
    return () -> new SplittableRandom().nextLong();
  }

  /** Returns the options for a store without a log. */
  public DirectoryOptions withoutLog() {
    return new DirectoryOptions(checksums, smallestWal, largestWal, false, background, random);
  }

  /** Returns the options with another checksum mode. */
  public DirectoryOptions withChecksums(Verification mode) {
    return new DirectoryOptions(mode, smallestWal, largestWal, logged, background, random);
  }

  /** Returns the options with other lengths of logs, in bytes. */
  public DirectoryOptions withWals(long smallest, long largest) {
    return new DirectoryOptions(checksums, smallest, largest, logged, background, random);
  }

  /** Returns the options with another source of identities and salts. */
  public DirectoryOptions withRandom(RandomGenerator source) {
    return new DirectoryOptions(checksums, smallestWal, largestWal, logged, background, source);
  }
}

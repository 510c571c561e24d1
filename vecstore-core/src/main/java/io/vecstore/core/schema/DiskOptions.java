package io.vecstore.core.schema;

/**
 * How the files of a store are written and verified.
 *
 * @param log how the log is written; {@link LogWriter#STANDARD} by default
 * @param verification what is compared with its checksum when the store is opened; {@link
 *     Verification#DEFAULT} by default
 * @param networkDisk whether a store on a network disk is opened; false by default
 */
public record DiskOptions(LogWriter log, Verification verification, boolean networkDisk) {

  /** Returns the defaults that the components document. */
  public static DiskOptions defaults() {
    return new DiskOptions(LogWriter.STANDARD, Verification.DEFAULT, false);
  }
}

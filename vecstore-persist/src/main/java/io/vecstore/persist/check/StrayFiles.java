package io.vecstore.persist.check;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.StorageException;
import io.vecstore.core.schema.Verification;
import io.vecstore.persist.fs.FileReaper;
import io.vecstore.persist.fs.StorageErrors;
import io.vecstore.persist.fs.StoreFile;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.segment.SegmentFile;
import io.vecstore.persist.segment.SegmentLayout;
import io.vecstore.persist.segment.SegmentRef;
import io.vecstore.persist.segment.TombstoneFile;
import io.vecstore.persist.segment.TombstoneRef;
import io.vecstore.persist.segment.Tombstones;
import io.vecstore.persist.wal.WalReader;
import io.vecstore.persist.wal.WalRecord;
import io.vecstore.persist.wal.WalRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a store without its manifest: what a salvage can still read. What the manifest would
 * have said of a file is taken from the file itself, and believed where its checksums are right.
 */
public final class StrayFiles {

  private static final Pattern SEGMENT = Pattern.compile("seg-(\\d{10,18})\\.vseg");
  private static final Pattern LOG = Pattern.compile("wal-(\\d{10,18})\\.wal");
  private static final int LOG_HEADER = 64;

  private final StoreFs fs;
  private final FileReaper reaper;

  /** Names a directory. */
  public StrayFiles(StoreFs fs) {
    this.fs = fs;
    this.reaper = new FileReaper(fs, Runnable::run);
  }

  /** Returns the numbers of the segment files, ascending. */
  public List<Long> segments() {
    return numbers(SEGMENT);
  }

  /** Returns the numbers of the log files, ascending. */
  public List<Long> logs() {
    return numbers(LOG);
  }

  private List<Long> numbers(Pattern pattern) {
    try {
      List<Long> numbers = new ArrayList<>();
      for (String name : fs.list("")) {
        Matcher matcher = pattern.matcher(name);
        if (matcher.matches()) {
          numbers.add(Long.parseLong(matcher.group(1)));
        }
      }
      return numbers.stream().sorted().toList();
    } catch (IOException failure) {
      throw StorageErrors.of("listing files", fs.origin(), failure);
    }
  }

  /**
   * Opens a segment file and verifies every byte of it. The caller owns a reference.
   *
   * @param rows what the file shall say of its rows; only the engine knows where that stands
   * @throws CorruptStoreException if a primary section, or the table, is damaged
   */
  public SegmentFile open(long number, int rows) {
    String name = new SegmentRef(number, 0, 0, 0, 0, 0, Optional.empty()).fileName();
    try (StoreFile file = fs.openRead(name)) {
      long bytes = file.size();
      if (bytes < SegmentLayout.FOOTER_BYTES) {
        throw new CorruptStoreException(fs.origin() + "/" + name, -1, "it has no footer");
      }
      int crc = read(file, bytes - SegmentLayout.FOOTER_BYTES, 64).getInt(SegmentLayout.FOOTER_CRC);
      SegmentRef ref = new SegmentRef(number, bytes, crc, rows, 0, 0, Optional.empty());
      return SegmentFile.open(fs, reaper, ref, Verification.FULL);
    } catch (IOException failure) {
      throw StorageErrors.of("opening a segment", fs.origin() + "/" + name, failure);
    }
  }

  /**
   * Reads the newest tombstones of a segment.
   *
   * @param rows how many rows the segment has
   * @throws CorruptStoreException if they are damaged: which rows are dead is not known then
   */
  public Tombstones tombstones(long segment, int rows) {
    Pattern pattern = Pattern.compile("del-0*" + segment + "-(\\d{10,18})\\.del");
    Optional<Long> newest = numbers(pattern).stream().max(Comparator.naturalOrder());
    if (newest.isEmpty()) {
      return Tombstones.NONE;
    }
    String name = new TombstoneRef(segment, newest.get(), 0, 0).fileName();
    try (StoreFile file = fs.openRead(name)) {
      long bytes = file.size();
      int crc = bytes < Integer.BYTES ? 0 : read(file, bytes - Integer.BYTES, 4).getInt(0);
      return TombstoneFile.read(fs, new TombstoneRef(segment, newest.get(), bytes, crc), rows);
    } catch (IOException failure) {
      throw StorageErrors.of("reading tombstones", fs.origin() + "/" + name, failure);
    }
  }

  /**
   * Hands out the records of a log file up to its end or its first damage.
   *
   * @throws StorageException at the damage, after what stands before it
   */
  public void records(long log, Consumer<WalRecord> sink) {
    String name = WalRef.active(log, 0, 0, 0).fileName();
    try (StoreFile file = fs.openRead(name)) {
      if (file.size() < LOG_HEADER) {
        throw new CorruptStoreException(fs.origin() + "/" + name, -1, "it has no header");
      }
      ByteBuffer header = read(file, 0, LOG_HEADER);
      WalRef ref = WalRef.active(log, header.getLong(32), header.getLong(48), header.getLong(40));
      WalReader.read(fs, ref, sink);
    } catch (IOException failure) {
      throw StorageErrors.of("reading a log", fs.origin() + "/" + name, failure);
    }
  }

  private static ByteBuffer read(StoreFile file, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    file.readFully(bytes, at);
    return bytes.clear();
  }
}

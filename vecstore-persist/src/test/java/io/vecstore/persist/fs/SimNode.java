package io.vecstore.persist.fs;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A simulated file, whatever its names: what the system shows, what the disk has, and the writes
 * between the two.
 */
final class SimNode {

  /**
   * A write that the disk does not have yet; {@code sequence} orders it among all of the file
   * system.
   */
  record Edit(long sequence, int offset, ByteBuffer bytes) {

    int end() {
      return offset + bytes.remaining();
    }
  }

  private byte[] shown;
  private int shownSize;
  private byte[] disk;
  private int diskSize;
  private final List<Edit> unsynced = new ArrayList<>();

  SimNode() {
    this(new byte[0], 0);
  }

  private SimNode(byte[] bytes, int size) {
    shown = bytes;
    shownSize = size;
    disk = bytes.clone();
    diskSize = size;
  }

  int size() {
    return shownSize;
  }

  void write(ByteBuffer source, int offset, long sequence) {
    byte[] bytes = new byte[source.remaining()];
    source.get(bytes);
    unsynced.add(new Edit(sequence, offset, ByteBuffer.wrap(bytes)));
    shown = put(shown, offset, bytes, 0, bytes.length);
    shownSize = Math.max(shownSize, offset + bytes.length);
  }

  int read(ByteBuffer into, long offset) {
    if (offset >= shownSize) {
      return into.hasRemaining() ? -1 : 0;
    }
    int count = (int) Math.min(into.remaining(), shownSize - offset);
    into.put(shown, (int) offset, count);
    return count;
  }

  byte[] bytes() {
    return Arrays.copyOf(shown, shownSize);
  }

  void force() {
    unsynced.forEach(edit -> toDisk(edit, 0, edit.bytes().remaining()));
    unsynced.clear();
  }

  /** After a failed force: the system still shows the writes, and will never write them. */
  void loseUnsynced() {
    unsynced.clear();
  }

  /** Changes bytes on the disk, as decay does. */
  void damage(int offset, byte[] bytes) {
    force();
    disk = put(disk, offset, bytes, 0, bytes.length);
    shown = put(shown, offset, bytes, 0, bytes.length);
  }

  void truncate(int size) {
    force();
    diskSize = Math.min(size, diskSize);
    shownSize = Math.min(size, shownSize);
  }

  /** Returns the same file in a copy of the file system: nothing lost, nothing safer. */
  SimNode copy() {
    SimNode copy = new SimNode(new byte[0], 0);
    copy.shown = shown.clone();
    copy.shownSize = shownSize;
    copy.disk = disk.clone();
    copy.diskSize = diskSize;
    copy.unsynced.addAll(unsynced);
    return copy;
  }

  /** Returns what the file is after a power loss. */
  SimNode afterPowerLoss(PowerLoss loss) {
    SimNode after = new SimNode(new byte[0], 0);
    after.disk = disk.clone();
    after.diskSize = diskSize;
    for (Edit edit : unsynced) {
      keep(edit, after, loss);
    }
    after.shown = after.disk.clone();
    after.shownSize = after.diskSize;
    return after;
  }

  private static void keep(Edit edit, SimNode after, PowerLoss loss) {
    if (loss.keepsLength(edit.sequence())) {
      after.diskSize = Math.max(after.diskSize, edit.end());
      after.disk = put(after.disk, edit.end(), new byte[0], 0, 0);
    }
    int length = edit.bytes().remaining();
    int at = 0;
    while (at < length) {
      int next =
          Math.min(
              length,
              ((edit.offset() + at) / PowerLoss.SECTOR + 1) * PowerLoss.SECTOR - edit.offset());
      if (loss.keepsSector(edit.sequence())) {
        after.toDisk(edit, at, next - at);
      }
      at = next;
    }
  }

  private void toDisk(Edit edit, int from, int length) {
    disk = put(disk, edit.offset() + from, edit.bytes().array(), from, length);
    diskSize = Math.max(diskSize, edit.offset() + from + length);
  }

  private static byte[] put(byte[] into, int offset, byte[] bytes, int from, int length) {
    byte[] target =
        offset + length <= into.length
            ? into
            : Arrays.copyOf(into, Math.max(offset + length, into.length * 3 / 2));
    System.arraycopy(bytes, from, target, offset, length);
    return target;
  }
}

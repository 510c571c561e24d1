package io.vecstore.persist.fs;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Copies files, or links them where that is as good. Sealed files only. */
public final class FileCopy {

  private static final int CHUNK = 1 << 20;

  private FileCopy() {}

  /**
   * Gives a sealed file a second name, or copies it, durably, where the file system has no links.
   */
  public static void linkOrCopy(StoreFs fs, String from, String to) throws IOException {
    try {
      fs.link(from, to);
    } catch (UnsupportedOperationException | IOException noLinks) {
      copy(fs, from, fs, to);
    }
  }

  /** Copies a file and forces the copy; its name still needs {@link StoreFs#syncDirectory}. */
  public static void copy(StoreFs source, String from, StoreFs target, String to)
      throws IOException {
    try (StoreFile in = source.openRead(from);
        StoreFile out = target.createNew(to, in.size())) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(Math.clamp(in.size(), 1, CHUNK));
      long at = 0;
      for (int count = in.read(buffer, 0); count >= 0; count = in.read(buffer, at)) {
        out.write(buffer.flip(), at);
        buffer.clear();
        at += count;
      }
      out.force();
    }
  }
}

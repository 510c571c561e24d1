package io.vecstore.persist;

import io.vecstore.core.spi.Section;
import io.vecstore.persist.fs.FileCopy;
import io.vecstore.persist.fs.NestedFs;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.Manifest;
import io.vecstore.persist.manifest.ManifestFiles;
import io.vecstore.persist.segment.SegmentRef;
import io.vecstore.persist.segment.SegmentWriter;
import io.vecstore.persist.segment.TombstoneFile;
import io.vecstore.persist.segment.Tombstones;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * A new store, with an identity of its own, that is made beside another: of links to its files,
 * which never change, of copies where the file system has no links, and of new files. It is no
 * store before it is published; what a failure leaves is for the caller to remove. One thread.
 */
public final class StoreImage {

  private final StoreFs parent;
  private final StoreFs target;
  private final String from;
  private final String to;
  private final UUID id;

  /**
   * Begins one.
   *
   * @param parent holds both
   * @param from the directory of the other store
   * @param to a directory that is missing
   * @param random makes the identity
   */
  public StoreImage(StoreFs parent, String from, String to, RandomGenerator random)
      throws IOException {
    this.parent = parent;
    this.target = new NestedFs(parent, to);
    this.from = from;
    this.to = to;
    this.id = new UUID(random.nextLong(), random.nextLong());
    parent.createDirectory(to);
  }

  /** Takes over a file, which the caller has pinned. */
  public void link(String file) throws IOException {
    FileCopy.linkOrCopy(parent, from + "/" + file, to + "/" + file);
  }

  /** Takes over the bytes of a file that somebody might write to again. */
  void copy(String file) throws IOException {
    FileCopy.copy(parent, from + "/" + file, parent, to + "/" + file);
  }

  /** Takes over a segment without its tombstones. */
  public SegmentRef link(SegmentRef segment) throws IOException {
    link(segment.fileName());
    return segment.withoutTombstones();
  }

  /**
   * Writes a segment that the other store does not have.
   *
   * @param number one that none of its files has
   */
  public SegmentRef write(
      long number,
      List<Section> primary,
      List<Section> derived,
      StoreDirectory.SegmentContent content)
      throws IOException {
    return content.ref(number, SegmentWriter.write(target, id, number, primary, derived));
  }

  /**
   * Writes the tombstones of a segment.
   *
   * @param number one that none of the other store's files has
   */
  public SegmentRef write(long number, SegmentRef segment, Tombstones tombstones)
      throws IOException {
    return segment.withTombstones(
        TombstoneFile.write(target, segment.number(), number, tombstones));
  }

  /** Makes a store of it, durably but for the name of its directory. */
  public void publish(Manifest manifest) throws IOException {
    new StoreIdentity(id, System.currentTimeMillis()).write(target);
    target.syncDirectory("");
    Manifest mine = manifest.withStoreId(id);
    ManifestFiles.prepare(target, mine);
    ManifestFiles.publish(target, mine.generation());
  }
}

package io.vecstore.core.spi;

import io.vecstore.core.error.CorruptStoreException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * The sections of one sealed segment, read-only: of a mapped file, or of memory. Safe from any
 * thread while the segment is open.
 */
public interface Sections {

  /**
   * Returns the bytes of a section, or nothing where the segment has no such section. The bytes
   * start at a multiple of 64 and are valid until the segment is closed.
   */
  Optional<MemorySegment> find(String name);

  /**
   * Returns the layout version of a section that is there.
   *
   * @throws CorruptStoreException if there is no such section
   */
  int version(String name);

  /** Returns the names of all sections, in file order. */
  List<String> names();

  /** Returns what to call the segment in an error, for example the file's name. */
  String origin();

  /**
   * Returns the bytes of a section that must be there.
   *
   * @throws CorruptStoreException if it is not
   */
  default MemorySegment require(String name) {
    return find(name).orElseThrow(() -> missing(name));
  }

  /** Returns the error that says that a section is missing. */
  default CorruptStoreException missing(String name) {
    return new CorruptStoreException(
        origin() + "[" + name + "]", -1, "the section is missing; found " + names());
  }
}

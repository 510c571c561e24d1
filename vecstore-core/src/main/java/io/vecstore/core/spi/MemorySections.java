package io.vecstore.core.spi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sections that live in memory: of a store without files, and of tests. */
public final class MemorySections implements Sections {

  private final String origin;
  private final Map<String, MemorySegment> bytes = new LinkedHashMap<>();
  private final Map<String, Integer> versions = new LinkedHashMap<>();

  /**
   * Copies the sections into 64-byte aligned memory.
   *
   * @param origin what to call them in an error
   * @param arena owns the copies; they are valid until it is closed
   */
  public MemorySections(String origin, List<Section> sections, Arena arena) {
    this.origin = origin;
    for (Section section : sections) {
      MemorySegment copy = arena.allocate(Math.max(1, section.byteSize()), 64);
      long at = 0;
      for (MemorySegment part : section.parts()) {
        MemorySegment.copy(part, 0, copy, at, part.byteSize());
        at += part.byteSize();
      }
      bytes.put(section.name(), copy.asSlice(0, at).asReadOnly());
      versions.put(section.name(), section.version());
    }
  }

  @Override
  public Optional<MemorySegment> find(String name) {
    return Optional.ofNullable(bytes.get(name));
  }

  @Override
  public int version(String name) {
    Integer version = versions.get(name);
    if (version == null) {
      throw missing(name);
    }
    return version;
  }

  @Override
  public List<String> names() {
    return new ArrayList<>(bytes.keySet());
  }

  @Override
  public String origin() {
    return origin;
  }
}

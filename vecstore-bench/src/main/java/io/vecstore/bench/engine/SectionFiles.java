package io.vecstore.bench.engine;

import io.vecstore.core.spi.Section;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Keeps the sections of an index between runs: one file each, {@code NAME.VERSION.section}. */
public final class SectionFiles {

  /** A buffer for one write holds less than 2 GiB. */
  private static final long CHUNK = 1 << 30;

  private SectionFiles() {}

  /** Writes sections into a folder that has none of them. */
  public static void write(List<Section> sections, Path folder) throws IOException {
    for (Section section : sections) {
      Path file = folder.resolve(section.name() + "." + section.version() + ".section");
      try (FileChannel out =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        for (MemorySegment part : section.parts()) {
          for (long at = 0; at < part.byteSize(); at += CHUNK) {
            var chunk = part.asSlice(at, Math.min(CHUNK, part.byteSize() - at)).asByteBuffer();
            while (chunk.hasRemaining()) {
              out.write(chunk);
            }
          }
        }
      }
    }
  }

  /** Maps the sections of a folder. */
  public static List<Section> read(Path folder, Arena arena) throws IOException {
    List<Section> sections = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(path -> path.toString().endsWith(".section")).sorted().toList()) {
        String name = file.getFileName().toString();
        name = name.substring(0, name.lastIndexOf('.'));
        int dot = name.lastIndexOf('.');
        try (FileChannel in = FileChannel.open(file)) {
          MemorySegment bytes = in.map(FileChannel.MapMode.READ_ONLY, 0, in.size(), arena);
          sections.add(
              Section.of(
                  name.substring(0, dot),
                  Integer.parseInt(name, dot + 1, name.length(), 10),
                  bytes));
        }
      }
    }
    return sections;
  }
}

package io.vecstore.persist;

import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.Manifest;
import io.vecstore.persist.manifest.ManifestFiles;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which names in a directory are ours. Nothing else is ever deleted. */
public final class StoreFiles {

  private static final Pattern NUMBERED =
      Pattern.compile(
          "(?:tmp-)?(?:wal-(\\d{10,18})\\.wal|seg-(\\d{10,18})\\.vseg|del-(\\d{10,18})-(\\d{10,18})\\.del)");
  private static final Pattern TEMPORARY = Pattern.compile("tmp-(?:MANIFEST-\\d{16}|STORE)");

  private StoreFiles() {}

  /**
   * Returns the largest number in a name of a log, segment or tombstone file, 0 if there is none.
   */
  static long largestNumber(List<String> names) {
    long largest = 0;
    for (String name : names) {
      Matcher matcher = NUMBERED.matcher(name);
      if (matcher.matches()) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
          String digits = matcher.group(group);
          largest = digits == null ? largest : Math.max(largest, Long.parseLong(digits));
        }
      }
    }
    return largest;
  }

  /** Returns whether a name is one that only a store with a manifest has. */
  static boolean isData(String name) {
    return NUMBERED.matcher(name).matches();
  }

  /**
   * Returns the files of ours that a manifest does not need: what an interrupted session has left.
   */
  public static List<String> unlisted(List<String> names, Manifest manifest) {
    Set<String> needed = new HashSet<>(manifest.fileNames());
    needed.add(ManifestFiles.fileName(manifest.generation()));
    return names.stream().filter(name -> isOurs(name) && !needed.contains(name)).toList();
  }

  private static boolean isOurs(String name) {
    return isData(name)
        || TEMPORARY.matcher(name).matches()
        || ManifestFiles.generation(name).isPresent();
  }

  /**
   * Returns the names that speak against making a directory a store: visible files of somebody
   * else.
   */
  static List<String> foreign(List<String> names) {
    Set<String> own = Set.of(StoreLock.LOCK, StoreLock.HOLDER, StoreIdentity.FILE, "snapshots");
    return names.stream()
        .filter(name -> !name.startsWith(".") && !own.contains(name) && !isOurs(name))
        .toList();
  }

  /** Returns whether a directory has visible files of somebody else. */
  static boolean hasForeign(StoreFs fs) throws IOException {
    return !foreign(fs.list("")).isEmpty();
  }
}

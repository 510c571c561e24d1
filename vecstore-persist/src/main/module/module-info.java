import org.jspecify.annotations.NullMarked;

/** The storage engine of VecStore. */
@NullMarked
@SuppressWarnings("module") // the store is compiled after this module
module io.vecstore.persist {
  requires transitive io.vecstore.core;
  requires transitive roaringbitmap;
  requires static transitive org.jspecify;
  requires static chronicle.bytes; // only for the log in a mapping
  requires static chronicle.core;

  exports io.vecstore.persist to
      io.vecstore;
  exports io.vecstore.persist.check to
      io.vecstore;
  exports io.vecstore.persist.chronicle to
      io.vecstore;
  exports io.vecstore.persist.fs to
      io.vecstore;
  exports io.vecstore.persist.manifest to
      io.vecstore;
  exports io.vecstore.persist.segment to
      io.vecstore;
  exports io.vecstore.persist.snapshot to
      io.vecstore;
  exports io.vecstore.persist.wal to
      io.vecstore;
}

import org.jspecify.annotations.NullMarked;

/** The vector engine of VecStore. */
@NullMarked
@SuppressWarnings("module") // the store is compiled after this module
module io.vecstore.index {
  requires transitive io.vecstore.core;
  requires static transitive org.jspecify;
  requires roaringbitmap;

  exports io.vecstore.index to
      io.vecstore;
  exports io.vecstore.index.exact to
      io.vecstore;
  exports io.vecstore.index.graph to
      io.vecstore;
  exports io.vecstore.index.score to
      io.vecstore;
}

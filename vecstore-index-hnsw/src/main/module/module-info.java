import org.jspecify.annotations.NullMarked;

/** The vector engine of VecStore. */
@NullMarked
@SuppressWarnings("module") // the store is compiled after this module
module io.vecstore.index {
  requires transitive io.vecstore.core;
  requires static transitive org.jspecify;
  requires roaringbitmap;

// A package can be exported once it holds a type: take the slashes away then.
// exports io.vecstore.index to
//     io.vecstore;
}

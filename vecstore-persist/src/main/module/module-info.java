import org.jspecify.annotations.NullMarked;

/** The storage engine of VecStore. */
@NullMarked
@SuppressWarnings("module") // the store is compiled after this module
module io.vecstore.persist {
  requires transitive io.vecstore.core;
  requires static transitive org.jspecify;

// A package can be exported once it holds a type: take the slashes away then.
// exports io.vecstore.persist to
//     io.vecstore;
// exports io.vecstore.persist.fs to
//     io.vecstore;
}

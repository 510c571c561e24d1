import org.jspecify.annotations.NullMarked;

/** The text engine of VecStore: its tokenizers and splitters may be used alone. */
@NullMarked
module io.vecstore.text {
  requires transitive io.vecstore.core;
  requires static transitive org.jspecify;
  requires roaringbitmap;

// A package can be exported once it holds a type: take the slashes away then.
// exports io.vecstore.text;
}

import org.jspecify.annotations.NullMarked;

/** VecStore: an embeddable vector database. */
@NullMarked
module io.vecstore {
  requires transitive io.vecstore.core;
  requires transitive io.vecstore.text;
  requires static transitive org.jspecify;
  requires io.vecstore.index;
  requires io.vecstore.persist;
  requires roaringbitmap;
  requires jdk.jfr;

  exports io.vecstore;
  exports io.vecstore.rag;
}

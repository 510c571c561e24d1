import org.jspecify.annotations.NullMarked;

/** The text engine of VecStore: its analyzers and splitters may be used alone. */
@NullMarked
@SuppressWarnings("module") // the module that sees the inner packages is compiled after this one
module io.vecstore.text {
  requires transitive io.vecstore.core;
  requires static transitive org.jspecify;
  requires org.apache.opennlp.tools;

  exports io.vecstore.text;
  exports io.vecstore.text.context;
  exports io.vecstore.text.eval;
  exports io.vecstore.text.highlight;
  exports io.vecstore.text.split;
  exports io.vecstore.text.active to
      io.vecstore;
  exports io.vecstore.text.fuse to
      io.vecstore;
  exports io.vecstore.text.postings to
      io.vecstore;
  exports io.vecstore.text.query to
      io.vecstore;
  exports io.vecstore.text.segment to
      io.vecstore;
  exports io.vecstore.text.search to
      io.vecstore;
}

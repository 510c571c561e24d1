import org.jspecify.annotations.NullMarked;

/** The shared words of VecStore: values, schema, filters, queries and errors. */
@NullMarked
@SuppressWarnings("module") // the modules that see the inner packages are compiled after this one
module io.vecstore.core {
  requires static transitive org.jspecify;
  requires static jdk.incubator.vector; // without it the kernels are scalar
  requires roaringbitmap;

  // A package can be exported once it holds a type: take the slashes away then.
  exports io.vecstore.core.analysis;
  exports io.vecstore.core.error;
  exports io.vecstore.core.filter;
  exports io.vecstore.core.query;
  exports io.vecstore.core.model;
  exports io.vecstore.core.report;
  exports io.vecstore.core.schema;
  exports io.vecstore.core.tenant;
  exports io.vecstore.core.column to
      io.vecstore,
      io.vecstore.index,
      io.vecstore.persist,
      io.vecstore.text;
  exports io.vecstore.core.kernel to
      io.vecstore,
      io.vecstore.index,
      io.vecstore.persist,
      io.vecstore.text;
  exports io.vecstore.core.kernel.block to
      io.vecstore.text;
  exports io.vecstore.core.kernel.code to
      io.vecstore.index;
  exports io.vecstore.core.kernel.fused to
      io.vecstore.index;
  exports io.vecstore.core.kernel.panel to
      io.vecstore.index;
  exports io.vecstore.core.kernel.rotation to
      io.vecstore.index;
  exports io.vecstore.core.spi to
      io.vecstore,
      io.vecstore.index,
      io.vecstore.persist,
      io.vecstore.text;
}

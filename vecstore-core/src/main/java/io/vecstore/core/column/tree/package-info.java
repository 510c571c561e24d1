/**
 * Where are the values of one path? Columns of values, those of objects' fields and of arrays'
 * elements below them: growing on the heap, and sealed in bytes. Open {@code Column} first, then
 * {@code ColumnLayout}.
 *
 * <p>Not API. Depends on the tests of values, the model and the engine contracts. A growing column
 * has one writer; views and sealed columns never change.
 */
@NullMarked
package io.vecstore.core.column.tree;

import org.jspecify.annotations.NullMarked;

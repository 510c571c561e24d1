/**
 * Which ordinals pass? The metadata of a segment by column, and filters evaluated over it. Open
 * {@code Columns} first.
 *
 * <p>Exported to the modules of VecStore only. Depends on the filters, the values and the engine
 * contracts. One thread adds to growing columns; any thread reads.
 */
@NullMarked
package io.vecstore.core.column;

import org.jspecify.annotations.NullMarked;

/**
 * Which ordinals pass? Metadata by column, and filters evaluated over them.
 *
 * <p>Exported to the modules of VecStore only. Depends on the filters and the engine contracts.
 */
@NullMarked
package io.vecstore.core.column;

import org.jspecify.annotations.NullMarked;

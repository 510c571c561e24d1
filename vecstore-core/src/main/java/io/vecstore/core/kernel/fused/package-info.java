/**
 * How close are all neighbours of a node to the query, read from one block of memory? Start with
 * {@code FusedBlocks}, the bytes, and {@code FusedKernels}, which scores them.
 *
 * <p>Exported to the modules of VecStore only. Depends on the kernels.
 */
@NullMarked
package io.vecstore.core.kernel.fused;

import org.jspecify.annotations.NullMarked;

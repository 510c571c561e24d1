/**
 * How is a vector turned, so that every component holds as much as any other? Start with {@code
 * Rotation}.
 *
 * <p>Exported to the modules of VecStore only. Depends on the kernels.
 */
@NullMarked
package io.vecstore.core.kernel.rotation;

import org.jspecify.annotations.NullMarked;

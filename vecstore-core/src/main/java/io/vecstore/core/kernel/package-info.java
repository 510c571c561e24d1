/**
 * How close are two vectors? The only package that knows the Vector API, and its scalar twin.
 *
 * <p>Exported to the modules of VecStore only. Depends on the schema, and on the kernels of blocks
 * and codes.
 */
@NullMarked
package io.vecstore.core.kernel;

import org.jspecify.annotations.NullMarked;
